import { defineMachine } from '@throughline/kernel';

export const FIRING_STATES = ['due', 'started', 'refused', 'missed'] as const;
export type FiringState = (typeof FIRING_STATES)[number];
export const FIRING_TRIGGERS = ['start', 'refuse', 'miss'] as const;
export type FiringTrigger = (typeof FIRING_TRIGGERS)[number];

/** One time of a schedule. `missed`: nobody was there, and the schedule does not make up for it. */
export const firingMachine = defineMachine<FiringState, FiringTrigger>({
  initial: 'due',
  table: {
    due: { start: 'started', refuse: 'refused', miss: 'missed' },
    started: {},
    refused: {},
    missed: {},
  },
});
