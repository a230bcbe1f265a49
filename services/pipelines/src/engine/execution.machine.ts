import { defineMachine } from '@throughline/kernel';

export const EXECUTION_STATUSES = [
  'queued',
  'running',
  'waiting',
  'succeeded',
  'failed',
  'errored',
  'cancelling',
  'cancelled',
  'timed_out',
  'blocked',
  'unknown',
] as const;
export type ExecutionStatus = (typeof EXECUTION_STATUSES)[number];

export const EXECUTION_TRIGGERS = [
  'start',
  'block',
  'wait',
  'resume',
  'cancel',
  'settle',
  'succeed',
  'fail',
  'error',
  'time_out',
  'lose',
] as const;
export type ExecutionTrigger = (typeof EXECUTION_TRIGGERS)[number];

const ends = {
  succeed: 'succeeded',
  fail: 'failed',
  error: 'errored',
  time_out: 'timed_out',
  lose: 'unknown',
} as const;

/**
 * `failed`: the user's work failed; `errored`: ours did. `blocked`: refused before it began. `unknown`: a runner
 * vanished with a node in its hands. `cancelling` lasts until nothing of it runs any more.
 */
export const executionMachine = defineMachine<ExecutionStatus, ExecutionTrigger>({
  initial: 'queued',
  table: {
    queued: { start: 'running', block: 'blocked', cancel: 'cancelling', error: 'errored' },
    running: { wait: 'waiting', cancel: 'cancelling', ...ends },
    waiting: { resume: 'running', cancel: 'cancelling', ...ends },
    cancelling: { settle: 'cancelled', lose: 'unknown' },
    succeeded: {},
    failed: {},
    errored: {},
    cancelled: {},
    timed_out: {},
    blocked: {},
    unknown: {},
  },
});
