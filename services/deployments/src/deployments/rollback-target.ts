import type { DeploymentState } from './deployment.machine.js';

/** A deployment that was live in a slot at some time. */
export interface PastDeployment {
  id: string;
  status: DeploymentState;
  releaseId: string;
}

/**
 * What a rollback of the live deployment goes back to: the last release before it that stood. One that was rolled
 * back since it last stood is never gone back to, so rollbacks cannot go round in circles; neither is the release
 * that is live now.
 * @param history everything that was live in the slot, the live one included, newest first
 */
export function rollbackTarget(liveId: string, history: readonly PastDeployment[]): PastDeployment | undefined {
  const live = history.find((past) => past.id === liveId);
  const barred = new Set(live ? [live.releaseId] : []);
  for (const past of history) {
    if (past.status === 'rolled_back') barred.add(past.releaseId);
    if (past.status === 'superseded' && !barred.has(past.releaseId)) return past;
  }
  return undefined;
}
