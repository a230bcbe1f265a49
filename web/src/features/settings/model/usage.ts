import type { EntitlementResponse, Feature } from '../../../shared/api/generated/types.gen.js';

export const FEATURE_WORDS: Record<Feature, string> = {
  members: 'Members',
  projects: 'Projects',
  pipelines: 'Pipelines',
  executions_per_month: 'Runs this month',
  services: 'Services',
  environments: 'Environments',
  log_retention_days: 'Logs are kept for',
};

const SOFT_SHARE = 0.8;

/** `full`: the limit is reached; `close`: 80 % or more; `free`: there is room; `unmeasured`: nothing to count. */
export type Level = 'unmeasured' | 'free' | 'close' | 'full';

/** How close a limit is. Without a limit, or without something to count, there is nothing to warn of. */
export function usageLevel({ limit, used }: Pick<EntitlementResponse, 'limit' | 'used'>): Level {
  if (limit === null || used === null) return 'unmeasured';
  if (used >= limit) return 'full';
  return used >= limit * SOFT_SHARE ? 'close' : 'free';
}

/** Used of allowed in percent, at most 100. */
export function usagePercent({ limit, used }: Pick<EntitlementResponse, 'limit' | 'used'>): number {
  if (limit === null || used === null || limit === 0) return 0;
  return Math.min(100, Math.round((used / limit) * 100));
}

/**
 * The day of this month (UTC) on which a monthly limit is reached if it goes on like this; null when it is not, or
 * when the month is too young to tell.
 */
export function limitReachedOn({ limit, used }: Pick<EntitlementResponse, 'limit' | 'used'>, now: Date): Date | null {
  if (limit === null || used === null || used === 0 || used >= limit) return null;
  const start = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1);
  const end = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1);
  const elapsedMs = now.getTime() - start;
  const isTooYoung = elapsedMs < 3 * 86_400_000;
  const reachedMs = start + (elapsedMs * limit) / used;
  return isTooYoung || reachedMs >= end ? null : new Date(reachedMs);
}
