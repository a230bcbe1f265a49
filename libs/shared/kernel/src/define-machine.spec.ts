import { defineMachine } from './define-machine.js';

const door = defineMachine<'open' | 'shut' | 'bricked', 'open' | 'shut' | 'brick'>({
  initial: 'shut',
  table: { shut: { open: 'open', brick: 'bricked' }, open: { shut: 'shut' }, bricked: {} },
});

describe('defineMachine', () => {
  it('gives the next state', () => expect(door.next('shut', 'open')).toEqual({ ok: true, to: 'open' }));
  it('refuses what the table does not hold', () =>
    expect(door.next('open', 'brick')).toEqual({ ok: false, from: 'open', trigger: 'brick' }));
  it('derives the terminal states', () => expect(door.states.filter((s) => door.isTerminal(s))).toEqual(['bricked']));
  it('names the sources of a trigger', () => expect(door.sources('shut')).toEqual(['open']));
  it('draws itself', () => expect(door.diagram()).toContain('shut --> bricked: brick'));
});
