import { defineMachine } from '@throughline/kernel';

export const EXECUTION_STATUSES = [
  'queued',
  'running',
  'waiting',
  'paused',
  'succeeded',
  'warning',
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
  'pause',
  'resume',
  'cancel',
  'settle',
  'succeed',
  'warn',
  'fail',
  'error',
  'time_out',
  'lose',
] as const;
export type ExecutionTrigger = (typeof EXECUTION_TRIGGERS)[number];

const ends = {
  succeed: 'succeeded',
  warn: 'warning',
  fail: 'failed',
  error: 'errored',
  time_out: 'timed_out',
  lose: 'unknown',
} as const;

/**
 * `paused`: nothing new begins until somebody resumes it; what runs goes on. `warning`: succeeded, with nodes that were
 * allowed to fail and did. `failed`: the user's work failed; `errored`: ours did. `blocked`: refused
 * before it began. `unknown`: a runner vanished with a node in its hands. `cancelling` lasts until nothing of it runs
 * any more.
 */
export const executionMachine = defineMachine<ExecutionStatus, ExecutionTrigger>({
  initial: 'queued',
  table: {
    queued: { start: 'running', block: 'blocked', cancel: 'cancelling', error: 'errored' },
    running: { wait: 'waiting', pause: 'paused', cancel: 'cancelling', ...ends },
    waiting: { resume: 'running', pause: 'paused', cancel: 'cancelling', ...ends },
    paused: { resume: 'running', cancel: 'cancelling', ...ends },
    cancelling: { settle: 'cancelled', lose: 'unknown' },
    succeeded: {},
    warning: {},
    failed: {},
    errored: {},
    cancelled: {},
    timed_out: {},
    blocked: {},
    unknown: {},
  },
});
