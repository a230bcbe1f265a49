/** A key that nobody could have fetched yet signs nothing: the services keep the keys for up to ten minutes. */
export const PUBLISH_MS = 15 * 60_000;
/** The longest life of a token is a quarter of an hour; the rest is for clocks that differ. */
export const VERIFY_MS = 20 * 60_000;

export interface KeyTimes {
  /** From when on it signs. */
  signsAt: Date;
  /** When it is published no more; null for the newest one. */
  retiredAt: Date | null;
}

/** The times of a rotation that begins now: the newer key is published at once and signs once all know it. */
export function rotationTimes(now: number): { signsAt: Date; predecessorRetiresAt: Date } {
  const signsAt = now + PUBLISH_MS;
  return { signsAt: new Date(signsAt), predecessorRetiresAt: new Date(signsAt + VERIFY_MS) };
}

/** Whether the newest key still waits to sign: another rotation on top would leave tokens that nobody can verify. */
export function isRotating(newest: KeyTimes, now: number): boolean {
  return newest.signsAt.getTime() > now;
}

/** The keys by which tokens are verified now, those that will sign soon included. */
export function publishedAt<K extends KeyTimes>(keys: readonly K[], now: number): K[] {
  return keys.filter(({ retiredAt }) => retiredAt === null || retiredAt.getTime() > now);
}

/** The key that signs now: of those whose time has come the newest; the oldest where a clock is behind all of them. */
export function signerAt<K extends KeyTimes>(keys: readonly K[], now: number): K | undefined {
  const newestFirst = keys.toSorted((a, b) => b.signsAt.getTime() - a.signsAt.getTime());
  return newestFirst.find((key) => !isRotating(key, now)) ?? newestFirst.at(-1);
}
