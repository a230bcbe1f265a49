import { memo } from 'react';
import type { LogBucketResponse, LogLevel } from '../../../shared/api/generated/types.gen.js';
import { CHART_HEIGHT, segments, type Span } from '../model/histogram.js';
import classes from './histogram.module.css';

type BarsProps = { buckets: readonly LogBucketResponse[]; top: number; levels: readonly LogLevel[] | undefined };

/** The bars of the chart, one unit wide each, and the chosen stretch behind them. */
export function Bars({ span, ...bars }: BarsProps & { span: Span | undefined }) {
  return (
    <svg
      className={classes.chart}
      viewBox={`0 0 ${bars.buckets.length} ${CHART_HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {span && (
        <rect className={classes.span} x={span.first} y={0} width={span.last - span.first + 1} height={CHART_HEIGHT} />
      )}
      <Stacks {...bars} />
    </svg>
  );
}

// Apart and remembered: pointing at the chart must not draw five hundred rectangles again.
const Stacks = memo(function Stacks({ buckets, top, levels }: BarsProps) {
  return buckets.flatMap((bucket, index) =>
    segments(bucket, top, levels).map(({ level, y, height }) => (
      <rect key={`${index}${level}`} data-level={level} x={index + 0.1} y={y} width={0.8} height={height} />
    )),
  );
});
