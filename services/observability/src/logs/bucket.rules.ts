const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

// Sizes that a person reads without counting.
const SIZES_MS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7].map((n) => n * DAY),
];

export interface BucketRange {
  fromMs: number;
  toMs: number;
}

/** Milliseconds of a bucket such that the range takes at most `max` of them, aligned to the epoch. */
export function bucketSizeMs(range: BucketRange, max: number): number {
  const fitting = SIZES_MS.find((size) => bucketStarts(range, size).count <= max);
  return fitting ?? Math.ceil((range.toMs - range.fromMs) / (max - 1) / DAY) * DAY;
}

/** The starts of all buckets that the range touches, without gaps, so that an empty one is a zero and not a hole. */
export function bucketsOf(range: BucketRange, sizeMs: number): number[] {
  const { first, count } = bucketStarts(range, sizeMs);
  return Array.from({ length: count }, (_, index) => first + index * sizeMs);
}

function bucketStarts({ fromMs, toMs }: BucketRange, sizeMs: number): { first: number; count: number } {
  const first = Math.floor(fromMs / sizeMs) * sizeMs;
  return { first, count: Math.floor(toMs / sizeMs) - Math.floor(fromMs / sizeMs) + 1 };
}
