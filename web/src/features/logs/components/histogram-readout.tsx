import { UnstyledButton } from '@mantine/core';
import type { LogHistogramResponse, LogLevel } from '../../../shared/api/generated/types.gen.js';
import { formatDuration } from '../../../shared/lib/duration.js';
import { formatClock } from '../../../shared/lib/relative-time.js';
import { useUtc } from '../../../shared/lib/use-utc.js';
import { countOf, spanRange, STACK_ORDER, totals, type Span } from '../model/histogram.js';
import classes from './histogram.module.css';

type Props = {
  data: LogHistogramResponse;
  levels: readonly LogLevel[] | undefined;
  span: Span | undefined;
  bucketMs: number;
  onZoomOut: () => void;
};

/** In words and numbers what the pointed-at bars say; without one, how to use the chart. */
export function HistogramReadout({ data, levels, span, bucketMs, onZoomOut }: Props) {
  return (
    <div className={classes.readout}>
      <p aria-live="polite">
        {span ? (
          <SpanWords data={data} levels={levels} span={span} />
        ) : (
          `One bar is ${formatBucket(bucketMs)}. Drag over bars to zoom in.`
        )}
      </p>
      <UnstyledButton className={classes.zoomOut} onClick={onZoomOut}>
        Zoom out
      </UnstyledButton>
    </div>
  );
}

function SpanWords({ data, levels, span }: Pick<Props, 'data' | 'levels'> & { span: Span }) {
  const [isUtc] = useUtc();
  const range = spanRange(span, data);
  if (!range) return null;
  const inside = data.buckets.slice(span.first, span.last + 1);
  const sums = totals(inside);
  const lines = inside.reduce((sum, bucket) => sum + countOf(bucket, levels), 0);
  const parts = STACK_ORDER.filter((level) => sums[level] > 0 && (levels ?? STACK_ORDER).includes(level));
  return (
    <>
      <strong>
        {formatClock(new Date(range.from), isUtc)} – {formatClock(new Date(range.to), isUtc)}
      </strong>{' '}
      {lines.toLocaleString('en')} {lines === 1 ? 'line' : 'lines'}
      {parts.length > 0 && `: ${parts.map((level) => `${sums[level].toLocaleString('en')} ${level}`).join(', ')}`}
      {span.last > span.first && ' — let go or press Enter to zoom'}
    </>
  );
}

/** A bucket is a round size: `1 min` reads better than `1m 00s`. */
function formatBucket(ms: number): string {
  if (ms < 60_000) return formatDuration(ms).replace('.0', '');
  if (ms < 3_600_000) return `${ms / 60_000} min`;
  return ms < 86_400_000 ? `${ms / 3_600_000} h` : `${ms / 86_400_000} d`;
}
