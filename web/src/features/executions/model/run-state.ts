import type { ExecutionStatus, NodeStatus } from '../../../shared/api/generated/types.gen.js';

const OPEN: ReadonlySet<ExecutionStatus> = new Set(['queued', 'running', 'waiting', 'paused']);
/** A blocked run had no pipeline file that could be read. */
const NOT_AGAIN: ReadonlySet<ExecutionStatus> = new Set([...OPEN, 'cancelling', 'blocked']);
const BEFORE: ReadonlySet<NodeStatus> = new Set(['pending', 'ready', 'skipped']);

/** Whether a run can still be cancelled; one that is being cancelled cannot be again. */
export function isCancellable(status: ExecutionStatus): boolean {
  return OPEN.has(status);
}

/** Whether a run is under way, so that it can be paused. */
export function isPausable(status: ExecutionStatus): boolean {
  return status === 'running' || status === 'waiting';
}

/** Whether a run is over and can be run again. */
export function isReplayable(status: ExecutionStatus): boolean {
  return !NOT_AGAIN.has(status);
}

const FAILED: ReadonlySet<ExecutionStatus> = new Set(['failed', 'errored', 'timed_out', 'cancelled', 'unknown']);

/** Whether something of a run did not end well, so that it can be tried again. */
export function hasFailed(status: ExecutionStatus): boolean {
  return FAILED.has(status);
}

/** Whether a node never began, so that there is nothing to read of it. */
export function isUntouched(status: NodeStatus): boolean {
  return BEFORE.has(status);
}
