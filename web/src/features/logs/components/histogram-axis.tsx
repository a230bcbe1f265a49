import type { LogHistogramResponse } from '../../../shared/api/generated/types.gen.js';
import { useUtc } from '../../../shared/lib/use-utc.js';
import { formatTick } from '../model/time-range.js';
import classes from './histogram.module.css';

const SHARES = [0, 0.25, 0.5, 0.75, 1];

/** Five times under the chart. */
export function HistogramAxis({ data: { buckets, bucketMs } }: { data: LogHistogramResponse }) {
  const [isUtc] = useUtc();
  const start = Date.parse(buckets[0]?.at ?? '');
  const span = buckets.length * bucketMs;
  return (
    <div className={classes.axis} aria-hidden="true">
      {SHARES.map((share) => (
        <span key={share}>{formatTick(start + share * span, span, isUtc)}</span>
      ))}
    </div>
  );
}
