import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIRING_STATES, FIRING_TRIGGERS, firingMachine } from './firing.machine.js';

const MOVES = ['due start started', 'due refuse refused', 'due miss missed'];

describe('firingMachine', () => {
  it('allows exactly the moves that are written here', () => {
    const allowed = FIRING_STATES.flatMap((from) =>
      FIRING_TRIGGERS.flatMap((trigger) => {
        const step = firingMachine.next(from, trigger);
        return step.ok ? [`${from} ${trigger} ${step.to}`] : [];
      }),
    );
    expect(allowed).toEqual(MOVES);
  });

  it('ends in every state but the first', () =>
    expect(FIRING_STATES.filter((state) => !firingMachine.isTerminal(state))).toEqual([firingMachine.initial]));

  it('is the one that the README shows', () => {
    const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');
    expect(readme).toContain(firingMachine.diagram());
  });
});
