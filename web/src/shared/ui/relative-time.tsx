import { Tooltip } from '@mantine/core';
import { formatAbsolute, formatRelative } from '../lib/relative-time.js';
import { useNow } from '../lib/use-now.js';
import { useUtc } from '../lib/use-utc.js';

/** `2 min ago` with the absolute time in the tooltip; null shows a dash. */
export function RelativeTime({ at }: { at: string | null | undefined }) {
  const now = useNow('calm');
  const [isUtc] = useUtc();
  if (!at) return <span aria-label="not yet">—</span>;
  const date = new Date(at);
  return (
    <Tooltip label={formatAbsolute(date, isUtc)}>
      <time dateTime={at}>{formatRelative(date, new Date(now))}</time>
    </Tooltip>
  );
}
