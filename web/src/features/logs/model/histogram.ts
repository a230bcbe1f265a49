import type { LogBucketResponse, LogLevel } from '../../../shared/api/generated/types.gen.js';

/** From the bottom of a bar to its top: what matters stands on the ground line, where even one is seen. */
export const STACK_ORDER = ['fatal', 'error', 'warn', 'info', 'debug'] as const satisfies readonly LogLevel[];
export const CHART_HEIGHT = 100;
const NICE_STEPS = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];
const LEAST_HEIGHT = 2.5; // one error among thousands of lines must not vanish

/** A piece of a bar in a box of CHART_HEIGHT, `y` from the top. */
export type Segment = { level: LogLevel; y: number; height: number };
/** The buckets from `first` to `last`, both included. */
export type Span = { first: number; last: number };
type Buckets = { bucketMs: number; buckets: readonly LogBucketResponse[] };

/** The lines of a bucket in the chosen levels; all levels when none is chosen. */
export function countOf(bucket: LogBucketResponse, levels: readonly LogLevel[] | undefined): number {
  return (levels ?? STACK_ORDER).reduce((sum, level) => sum + bucket[level], 0);
}

/** Lines per level over all buckets. */
export function totals(buckets: readonly LogBucketResponse[]): Record<LogLevel, number> {
  const sum = { fatal: 0, error: 0, warn: 0, info: 0, debug: 0 };
  for (const bucket of buckets) for (const level of STACK_ORDER) sum[level] += bucket[level];
  return sum;
}

/** The count at the top of the chart, rounded up to a number that reads well, and at least 5. */
export function chartTop(buckets: readonly LogBucketResponse[], levels: readonly LogLevel[] | undefined): number {
  const most = Math.max(5, ...buckets.map((bucket) => countOf(bucket, levels)));
  const power = 10 ** Math.floor(Math.log10(most));
  return (NICE_STEPS.find((step) => step * power >= most) ?? 10) * power;
}

/** The pieces of one bar. Every level with a line is seen; a bar never outgrows the chart. */
export function segments(bucket: LogBucketResponse, top: number, levels: readonly LogLevel[] | undefined): Segment[] {
  const present = STACK_ORDER.filter((level) => (levels ?? STACK_ORDER).includes(level) && bucket[level] > 0);
  const heights = present.map((level) => Math.max(LEAST_HEIGHT, (bucket[level] / top) * CHART_HEIGHT));
  const shrink = Math.min(1, CHART_HEIGHT / heights.reduce((sum, height) => sum + height, 0));
  let y = CHART_HEIGHT;
  return present.map((level, index) => {
    const height = round((heights[index] ?? 0) * shrink);
    y = round(y - height);
    return { level, y: Math.max(0, y), height };
  });
}

/** The bucket under a point at `share` (0 to 1) of the width. */
export function bucketAt(share: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor(share * count)));
}

/** The buckets between two points, whichever came first. */
export function spanOf(a: number, b: number): Span {
  return { first: Math.min(a, b), last: Math.max(a, b) };
}

/** The time that a span of buckets covers; undefined when there is no such bucket. */
export function spanRange(
  { first, last }: Span,
  { buckets, bucketMs }: Buckets,
): { from: string; to: string } | undefined {
  const start = buckets[first];
  const end = buckets[last];
  if (!start || !end) return undefined;
  return { from: new Date(start.at).toISOString(), to: new Date(Date.parse(end.at) + bucketMs).toISOString() };
}

/** Where an instant lies on the chart in percent; undefined when it lies outside. */
export function percentOf(at: string, { buckets, bucketMs }: Buckets): number | undefined {
  const start = Date.parse(buckets[0]?.at ?? '');
  const share = (Date.parse(at) - start) / (buckets.length * bucketMs);
  return share >= 0 && share <= 1 ? round(share * 100) : undefined;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
