import { defineMachine } from '@throughline/kernel';

export const NODE_STATUSES = [
  'pending',
  'ready',
  'running',
  'waiting',
  'succeeded',
  'failed',
  'errored',
  'timed_out',
  'cancelled',
  'skipped',
  'unknown',
] as const;
export type NodeStatus = (typeof NODE_STATUSES)[number];

export const NODE_TRIGGERS = [
  'queue',
  'wait',
  'start',
  'skip',
  'succeed',
  'fail',
  'error',
  'time_out',
  'cancel',
  'lose',
] as const;
export type NodeTrigger = (typeof NODE_TRIGGERS)[number];

/**
 * What the engine does itself is `pending` until it has been done: it is judged in an instant. `ready`: a runner may take it. `waiting`: a person or another service has been asked. `unknown`: its runner
 * vanished; what it did cannot be known, so it is never run again by itself.
 */
export const nodeMachine = defineMachine<NodeStatus, NodeTrigger>({
  initial: 'pending',
  table: {
    pending: {
      queue: 'ready',
      wait: 'waiting',
      succeed: 'succeeded',
      fail: 'failed',
      skip: 'skipped',
      cancel: 'cancelled',
      error: 'errored',
    },
    ready: { start: 'running', cancel: 'cancelled', error: 'errored' },
    running: {
      succeed: 'succeeded',
      fail: 'failed',
      error: 'errored',
      time_out: 'timed_out',
      cancel: 'cancelled',
      lose: 'unknown',
    },
    waiting: {
      start: 'running',
      succeed: 'succeeded',
      fail: 'failed',
      error: 'errored',
      time_out: 'timed_out',
      cancel: 'cancelled',
    },
    succeeded: {},
    failed: {},
    errored: {},
    timed_out: {},
    cancelled: {},
    skipped: {},
    unknown: {},
  },
});
