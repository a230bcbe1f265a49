import { describe, expect, it } from 'vitest';
import { createGoSequence } from './go-sequence.js';

const type = (...presses: [string, number][]) => {
  const press = createGoSequence();
  return presses.map(([key, at]) => press(key, at)?.key);
};

describe('g-sequences', () => {
  it('go where the second letter says', () => {
    expect(type(['g', 0], ['l', 300])).toEqual([undefined, 'logs']);
    expect(type(['g', 0], ['h', 10], ['g', 20], ['i', 30])).toEqual([undefined, 'home', undefined, 'incidents']);
  });

  it('forget the g after a while, and after another key', () => {
    expect(type(['g', 0], ['l', 1300])).toEqual([undefined, undefined]);
    expect(type(['g', 0], ['x', 10], ['l', 20])).toEqual([undefined, undefined, undefined]);
  });

  it('a letter alone goes nowhere', () => {
    expect(type(['l', 0], ['h', 10])).toEqual([undefined, undefined]);
  });
});
