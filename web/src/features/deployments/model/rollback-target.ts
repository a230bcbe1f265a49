import type { DeploymentSummaryResponse } from '../../../shared/api/generated/types.gen.js';

type Past = Pick<DeploymentSummaryResponse, 'id' | 'version' | 'status'>;

/**
 * The version a rollback of the live deployment goes back to, as the server decides it: the last one that stood and
 * was not rolled back since. Undefined when the history (newest first) holds none; the server has the last word.
 */
export function rollbackTarget(liveId: string, history: readonly Past[]): string | undefined {
  const live = history.find(({ id }) => id === liveId);
  const barred = new Set(live ? [live.version] : []);
  for (const { status, version } of history) {
    if (status === 'rolled_back') barred.add(version);
    if (status === 'superseded' && !barred.has(version)) return version;
  }
  return undefined;
}
