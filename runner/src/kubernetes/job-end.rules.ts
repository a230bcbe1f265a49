import type { V1ContainerState, V1Job, V1Pod } from '@kubernetes/client-node';
import type { StepEnd } from '../records/step-end.rules.js';
import { CONTAINER } from './step-job.rules.js';

const OOM = 'OOMKilled';

/** How the step ended, by what the cluster says of its Job and pod; undefined while it goes on. */
export function endOf(job: V1Job, pod: V1Pod | undefined): StepEnd | undefined {
  const failure = conditionOf(job, 'Failed');
  const isOver = failure !== undefined || conditionOf(job, 'Complete') !== undefined;
  if (!isOver) return undefined;
  if (failure?.reason === 'DeadlineExceeded') return { ...NOTHING_KNOWN, cause: 'timeout' };
  const ended = stateOf(pod)?.terminated;
  if (!ended) return notRun(failure, pod);
  const { exitCode, reason } = ended;
  if (reason === OOM) return { ...NOTHING_KNOWN, cause: 'limit', exitCode, message: TOO_MUCH_MEMORY };
  return { ...NOTHING_KNOWN, cause: 'exit', exitCode };
}

/** Whether there is something to read of the step's output. */
export function hasStarted(pod: V1Pod | undefined): boolean {
  const state = stateOf(pod);
  return state?.running !== undefined || state?.terminated !== undefined;
}

const NOTHING_KNOWN = { exitCode: -1, signalName: null, message: null };
const TOO_MUCH_MEMORY = 'The step took more memory than it may and was ended.';

/** The pod was evicted before or while its container ran: a limit of the disk, or the node; nobody knows what it did. */
function notRun(failure: { message?: string | undefined } | undefined, pod: V1Pod | undefined): StepEnd {
  const message = pod?.status?.message ?? failure?.message ?? null;
  if (pod?.status?.reason === 'Evicted') return { ...NOTHING_KNOWN, cause: 'limit', message };
  return { ...NOTHING_KNOWN, cause: 'lost' };
}

function stateOf(pod: V1Pod | undefined): V1ContainerState | undefined {
  return pod?.status?.containerStatuses?.find(({ name }) => name === CONTAINER)?.state;
}

function conditionOf(job: V1Job, type: string): { reason?: string; message?: string } | undefined {
  return job.status?.conditions?.find((condition) => condition.type === type && condition.status === 'True');
}
