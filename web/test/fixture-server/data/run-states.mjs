/** What the nodes of a run are, by the state of the run. */
export const STATUS_AT = {
  asked: [...Array(3).fill('succeeded'), 'waiting', ...Array(4).fill('pending')],
  waiting: [...Array(6).fill('succeeded'), 'waiting', 'pending'],
  running: ['succeeded', 'succeeded', 'running', 'running', ...Array(4).fill('pending')],
  failed: ['succeeded', 'succeeded', 'succeeded', 'failed', ...Array(4).fill('skipped')],
  queued: Array(8).fill('pending'),
  paused: ['succeeded', 'succeeded', 'succeeded', 'retrying', ...Array(4).fill('pending')],
  warning: ['succeeded', 'succeeded', 'failed', ...Array(5).fill('succeeded')],
  errored: ['succeeded', 'succeeded', 'succeeded', 'errored', ...Array(4).fill('skipped')],
  timed_out: ['succeeded', 'succeeded', 'succeeded', 'timed_out', ...Array(4).fill('skipped')],
  unknown: ['succeeded', 'succeeded', 'succeeded', 'unknown', ...Array(4).fill('skipped')],
  cancelling: ['succeeded', 'succeeded', 'running', 'cancelled', ...Array(4).fill('cancelled')],
  cancelled: ['succeeded', 'succeeded', 'cancelled', 'cancelled', ...Array(4).fill('cancelled')],
};

export const endedAs = (status) => (status === 'cancelled' ? 'cancelled' : 'succeeded');

/** What a node says of itself that did not end by its own exit code. */
export const UNHAPPY = {
  errored: 'The runner that holds the workspace of this execution is gone.',
  timed_out: 'The time limit of the node has passed.',
  unknown: 'The runner stopped reporting. What the step did cannot be known, so it is not run again by itself.',
};

/** What a run says of itself. */
export const REASONS = {
  failed: 'Node “test” exited with 1',
  timed_out: 'test ran out of time.',
  errored: 'test ended with an error of the platform.',
  unknown: 'What test did cannot be known.',
};
