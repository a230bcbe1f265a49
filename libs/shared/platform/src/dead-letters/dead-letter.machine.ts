import { defineMachine } from '@throughline/kernel';

export const DEAD_LETTER_STATES = ['open', 'replaying', 'replayed', 'discarded'] as const;
export type DeadLetterState = (typeof DEAD_LETTER_STATES)[number];
/** `apply` and `die` are what a replay, or a start that was thought dead, ends with; the other two are a person's. */
export type DeadLetterTrigger = 'replay' | 'apply' | 'die' | 'discard';

export const deadLetterMachine = defineMachine<DeadLetterState, DeadLetterTrigger>({
  initial: 'open',
  table: {
    open: { replay: 'replaying', apply: 'replayed', discard: 'discarded', die: 'open' },
    replaying: { apply: 'replayed', die: 'open' },
    replayed: {},
    discarded: {},
  },
});
