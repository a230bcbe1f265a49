import { DEAD_LETTER_STATES, deadLetterMachine, type DeadLetterTrigger } from './dead-letter.machine.js';

const TRIGGERS: DeadLetterTrigger[] = ['replay', 'apply', 'die', 'discard'];
const MATRIX: Record<string, (string | undefined)[]> = {
  open: ['replaying', 'replayed', 'open', 'discarded'],
  replaying: [undefined, 'replayed', 'open', undefined],
  replayed: [undefined, undefined, undefined, undefined],
  discarded: [undefined, undefined, undefined, undefined],
};

describe('the dead letter machine', () => {
  it.each(DEAD_LETTER_STATES)('goes from %s where the matrix says', (from) => {
    const reached = TRIGGERS.map((trigger) => deadLetterMachine.next(from, trigger));
    expect(reached.map((step) => (step.ok ? step.to : undefined))).toEqual(MATRIX[from]);
  });

  it('ends in replayed and discarded', () => {
    expect(DEAD_LETTER_STATES.filter((state) => deadLetterMachine.isTerminal(state))).toEqual([
      'replayed',
      'discarded',
    ]);
  });
});
