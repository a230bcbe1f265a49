import type { ReleaseResponse } from '../../../shared/api/generated/types.gen.js';

/** The releases that a promotion brings along: newer than the current one, up to the promoted one, newest first. */
export function releasesBetween(
  releases: readonly ReleaseResponse[],
  current: ReleaseResponse | null,
  next: ReleaseResponse,
): ReleaseResponse[] {
  const isOlder = current !== null && current.createdAt > next.createdAt;
  if (isOlder) return [next];
  const since = current?.createdAt ?? '';
  const between = releases.filter(({ createdAt }) => createdAt > since && createdAt < next.createdAt);
  return [next, ...(current ? between.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt)) : [])];
}
