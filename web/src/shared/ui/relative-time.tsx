import { Tooltip } from '@mantine/core';
import { formatAbsolute, formatRelative } from '../lib/relative-time.js';
import { useNow } from '../lib/use-now.js';
import { useTimeDisplay } from '../lib/use-time-display.js';
import { useUtc } from '../lib/use-utc.js';

/** `2 min ago` with the absolute time in the tooltip, or the other way round as preferred; null shows a dash. */
export function RelativeTime({ at }: { at: string | null | undefined }) {
  const now = useNow('calm');
  const [isUtc] = useUtc();
  const [display] = useTimeDisplay();
  if (!at) return <span aria-label="not yet">—</span>;
  const date = new Date(at);
  const [absolute, relative] = [formatAbsolute(date, isUtc), formatRelative(date, new Date(now))];
  return (
    <Tooltip label={display === 'relative' ? absolute : relative}>
      <time dateTime={at}>{display === 'relative' ? relative : absolute}</time>
    </Tooltip>
  );
}
