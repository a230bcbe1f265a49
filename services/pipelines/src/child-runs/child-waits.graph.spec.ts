import { refusalOfCircle, type Wait } from './child-waits.graph.js';

const wait = (waiterId: string | null, executionId: string, group: string | null = null): Wait => ({
  ...{ waiterId, executionId, group, number: executionId.codePointAt(0) ?? 0 },
});

describe('a child that is about to wait for a turn', () => {
  it('would never begin, when whoever has the turn waits for a turn of its parent', () => {
    const waits = [wait(null, 'B', 'gb'), wait('B', 'b'), wait('b', 'A', 'ga'), wait('B', 'x')];
    expect(refusalOfCircle(waits, new Set(['A', 'Z']))).toBe(
      'It would wait for ever: the group gb, whose turn is that of run #66, which waits for run #98, which waits for the group ga, whose turn is that of run #65, which waits for this run.',
    );
  });

  it('begins after those that wait for others', () => {
    expect(refusalOfCircle([], new Set(['A']))).toBeUndefined();
    expect(refusalOfCircle([wait(null, 'B', 'gb'), wait('B', 'b'), wait('b', 'C', 'gc')], new Set(['A']))).toBe(
      undefined,
    );
  });

  it('is told of the shortest way, and of none when others wait in a circle', () => {
    const around = [wait(null, 'B', 'gb'), wait('B', 'C'), wait('C', 'B', 'gb')];
    expect(refusalOfCircle(around, new Set(['A']))).toBeUndefined();
    const two = [...around, wait('C', 'D'), wait('D', 'A', 'ga'), wait('B', 'A', 'ga')];
    expect(refusalOfCircle(two, new Set(['A']))).toMatch(/#66, which waits for the group ga/);
  });
});
