/** What the folder of a step says about it. */
export interface StepTrace {
  /** The folder is there: somebody has begun to start the step. */
  isMarked: boolean;
  /** The step has been started and its warden lives. */
  isAlive: boolean;
  /** The warden has noted how the step ended. */
  hasEnded: boolean;
}

export type Adoption = 'start' | 'follow' | 'report' | 'unknown';

/**
 * What to do with a job that is this runner's by the server's word: only one without a mark may be started, because a
 * marked one may have had its effects; a marked one that neither lives nor has ended cannot be known any more.
 */
export function adoptionOf({ isMarked, isAlive, hasEnded }: StepTrace): Adoption {
  if (!isMarked) return 'start';
  if (hasEnded) return 'report';
  return isAlive ? 'follow' : 'unknown';
}
