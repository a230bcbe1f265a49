import type { OverviewBucketResponse, OverviewResponse } from '../../../shared/api/generated/types.gen.js';

export const STRIP_WIDTH = 960;
export const STRIP_HEIGHT = 72;
const LEAST_TOP = 0.01; // a quiet day must not blow one error up to the full height

/** The share of lines that are errors, 0 when there are no lines. */
export function errorRate({ lines, errors }: Pick<OverviewBucketResponse, 'lines' | 'errors'>): number {
  return lines === 0 ? (errors > 0 ? 1 : 0) : Math.min(1, errors / lines);
}

/** The rate at the top of the strip. */
export function topRate(buckets: readonly OverviewBucketResponse[]): number {
  return Math.max(LEAST_TOP, ...buckets.map(errorRate));
}

/** The area under the error rate as an SVG path in STRIP_WIDTH × STRIP_HEIGHT, one step per bucket. */
export function areaPath(buckets: readonly OverviewBucketResponse[]): string {
  if (buckets.length === 0) return '';
  const top = topRate(buckets);
  const step = STRIP_WIDTH / buckets.length;
  const tops = buckets.map((bucket, index) => {
    const y = round(STRIP_HEIGHT - (errorRate(bucket) / top) * (STRIP_HEIGHT - 2));
    return `L${round(index * step)} ${y}H${round((index + 1) * step)}`;
  });
  return `M0 ${STRIP_HEIGHT}${tops.join('')}V${STRIP_HEIGHT}Z`;
}

/** Where a moment lies between the ends of the strip, in percent. */
export function positionPercent(at: string, { from, to }: Pick<OverviewResponse, 'from' | 'to'>): number {
  const start = Date.parse(from);
  const share = (Date.parse(at) - start) / (Date.parse(to) - start);
  return round(Math.min(100, Math.max(0, share * 100)));
}

const TICK_PERCENT = 1.8; // the width of a mark on a wide screen

/** Which of three lanes each tick stands in, so that marks close in time do not cover each other. Sorts by position. */
export function tickLanes(percents: readonly number[]): number[] {
  const freeFrom = [0, 0, 0];
  const lanes = new Array<number>(percents.length).fill(0);
  const order = percents.map((_, index) => index).sort((a, b) => (percents[a] ?? 0) - (percents[b] ?? 0));
  for (const index of order) {
    const percent = percents[index] ?? 0;
    const lane = Math.max(
      0,
      freeFrom.findIndex((free) => free <= percent),
    );
    freeFrom[lane] = percent + TICK_PERCENT;
    lanes[index] = lane;
  }
  return lanes;
}

/** `0.58 %`, with as many digits as a small rate needs. */
export function formatRate(rate: number): string {
  const percent = rate * 100;
  if (percent === 0) return '0 %';
  return `${percent >= 10 ? percent.toFixed(0) : percent.toFixed(percent >= 1 ? 1 : 2)} %`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
