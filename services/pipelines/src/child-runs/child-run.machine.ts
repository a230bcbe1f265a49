import { defineMachine } from '@throughline/kernel';

export const CHILD_RUN_STATES = ['due', 'started', 'over'] as const;
export type ChildRunState = (typeof CHILD_RUN_STATES)[number];
export const CHILD_RUN_TRIGGERS = ['start', 'detach', 'drop', 'end'] as const;
export type ChildRunTrigger = (typeof CHILD_RUN_TRIGGERS)[number];

/**
 * `due`: it is to be started. `started`: it runs, and its node waits for its end. `over`: nobody waits any more: it has
 * ended, it was started without waiting (`detach`), or it was not started at all (`drop`).
 */
export const childRunMachine = defineMachine<ChildRunState, ChildRunTrigger>({
  initial: 'due',
  table: {
    due: { start: 'started', detach: 'over', drop: 'over' },
    started: { end: 'over' },
    over: {},
  },
});
