import type { LogHistogramResponse } from '../../../shared/api/generated/types.gen.js';
import { chartTop, spanRange, type Span } from '../model/histogram.js';
import { zoomedOut } from '../model/time-range.js';
import { Bars } from './histogram-bars.js';
import { HistogramAxis } from './histogram-axis.js';
import { HistogramMarkers } from './histogram-markers.js';
import { HistogramReadout } from './histogram-readout.js';
import classes from './histogram.module.css';
import { useSpan } from './use-span.js';
import type { LogView } from './use-log-view.js';

/** When it happened: lines by level over time, deployments as ticks above, a drag or the arrow keys zoom in. */
export function Histogram({ view }: { view: LogView }) {
  const { data } = view.histogram;
  // The lines below say what went wrong. Buckets do not know traces: they would count other lines than those below.
  if (view.histogram.isError || view.state.search.traceId) return null;
  if (!data) return <div className={classes.placeholder} aria-hidden="true" />;
  if (data.buckets.length === 0) return null;
  return <Chart view={view} data={data} />;
}

function Chart({ view: { state, nowMs, histogram }, data }: { view: LogView; data: LogHistogramResponse }) {
  const { buckets, bucketMs } = data;
  const levels = state.search.level;
  const zoom = (span: Span) => {
    const range = spanRange(span, data);
    if (range) state.ask({ ...range, range: undefined, live: undefined });
  };
  const top = chartTop(buckets, levels);
  const whole = spanRange({ first: 0, last: buckets.length - 1 }, data);
  const { span, cursor, handlers } = useSpan(buckets.length, zoom);
  return (
    <section
      className={classes.frame}
      aria-label="Lines over time"
      data-stale={histogram.isPlaceholderData || undefined}
    >
      <span className={classes.top}>
        {top.toLocaleString('en')}
        <span className={classes.unit}> lines</span>
      </span>
      <HistogramMarkers data={data} />
      <div
        className={classes.plot}
        {...handlers}
        {...sliderProps(buckets.length, cursor)}
        aria-valuetext={spanText(cursor)}
      >
        <Bars buckets={buckets} top={top} levels={levels} span={span} />
      </div>
      <HistogramAxis data={data} />
      <HistogramReadout
        data={data}
        levels={levels}
        span={span}
        bucketMs={bucketMs}
        onZoomOut={() => whole && state.ask({ ...zoomedOut(whole, nowMs), range: undefined, live: undefined })}
      />
    </section>
  );
}

const spanText = (cursor: number) => `Bucket ${cursor + 1}; its lines are told below the chart`;

function sliderProps(count: number, cursor: number) {
  return {
    role: 'slider',
    tabIndex: 0,
    'aria-label': 'Zoom into a time range: arrow keys move, Shift selects, Enter zooms',
    'aria-valuemin': 1,
    'aria-valuemax': count,
    'aria-valuenow': cursor + 1,
  } as const;
}
