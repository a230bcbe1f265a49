import { Checkbox } from '@mantine/core';
import type { LogLevel } from '../../../shared/api/generated/types.gen.js';
import { useUtc } from '../../../shared/lib/use-utc.js';
import { totals } from '../model/histogram.js';
import { LEVELS } from '../model/log-search.js';
import type { LogView } from './use-log-view.js';
import classes from './viewer.module.css';

/** How many lines there are, and how they are written. */
export function ViewerToolbar({ view }: { view: LogView }) {
  const { search, show } = view.state;
  const [isUtc, setUtc] = useUtc();
  return (
    <div className={classes.toolbar}>
      <p className={classes.amount} role="status">
        {amountWords(view)}
      </p>
      <Checkbox size="xs" label="UTC" checked={isUtc} onChange={(event) => setUtc(event.currentTarget.checked)} />
      <Checkbox
        size="xs"
        label="Wrap lines"
        checked={search.wrap === true}
        onChange={(event) => show({ wrap: event.currentTarget.checked || undefined })}
      />
    </div>
  );
}

function amountWords({ entries, histogram, state, pages }: LogView): string {
  if (!pages.data) return 'Searching…';
  const loaded = entries.length.toLocaleString('en');
  if (!histogram.data || !pages.hasNextPage || state.search.live)
    return `${loaded} ${entries.length === 1 ? 'line' : 'lines'}`;
  const counts = totals(histogram.data.buckets);
  const levels: readonly LogLevel[] = state.search.level ?? LEVELS;
  const all = levels.reduce((sum, level) => sum + counts[level], 0);
  return state.search.traceId ? `${loaded} lines loaded` : `${loaded} of ${all.toLocaleString('en')} lines`;
}
