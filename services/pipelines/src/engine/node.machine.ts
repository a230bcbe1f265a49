import { defineMachine } from '@throughline/kernel';

export const NODE_STATUSES = [
  'pending',
  'ready',
  'running',
  'waiting',
  'retrying',
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
  'retry',
  'ask',
  'hold',
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
 * `ready`: a runner may take it. `waiting`: a person, another service or the clock has been asked; of what a runner does a
 * person, what to do about its failure. `retrying`: an attempt failed, and the time of the next has not come. `unknown`: its runner vanished; what it did cannot be known, so it is
 * never run again by itself. What the engine does itself is `pending` until it has been done: it is judged in an instant.
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
    ready: { start: 'running', hold: 'pending', cancel: 'cancelled', error: 'errored' },
    running: {
      succeed: 'succeeded',
      fail: 'failed',
      error: 'errored',
      time_out: 'timed_out',
      retry: 'retrying',
      ask: 'waiting',
      cancel: 'cancelled',
      lose: 'unknown',
    },
    waiting: {
      start: 'running',
      succeed: 'succeeded',
      fail: 'failed',
      error: 'errored',
      time_out: 'timed_out',
      retry: 'retrying',
      skip: 'skipped',
      cancel: 'cancelled',
    },
    retrying: { queue: 'ready', hold: 'pending', cancel: 'cancelled', error: 'errored' },
    succeeded: {},
    failed: {},
    errored: {},
    timed_out: {},
    cancelled: {},
    skipped: {},
    unknown: {},
  },
});
