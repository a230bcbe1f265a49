import type { ExecutionStatus } from '../../../shared/api/generated/types.gen.js';

/** The filters of the list, as the URL holds them: a state, or `active` for every run that is not over. */
export type RunListSearch = { pipeline?: string | undefined; status?: ExecutionStatus | 'active' | undefined };

export const STATUS_FILTERS = [
  'active',
  'queued',
  'running',
  'waiting',
  'paused',
  'succeeded',
  'warning',
  'failed',
  'errored',
  'timed_out',
  'blocked',
  'cancelled',
  'unknown',
] as const satisfies readonly (ExecutionStatus | 'active')[];

/** The filters as the API takes them. */
export function toQuery({ pipeline, status }: RunListSearch) {
  const bySlot = pipeline ? { pipelineId: pipeline } : {};
  if (status === 'active') return { ...bySlot, active: true };
  return status ? { ...bySlot, status } : bySlot;
}
