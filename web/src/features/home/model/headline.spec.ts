import { describe, expect, it } from 'vitest';
import { headline } from './headline.js';

describe('headline', () => {
  it.each([
    [{ broken: 0, waiting: 0, moving: 0 }, 'All quiet: nothing is broken, nothing waits for you'],
    [{ broken: 0, waiting: 1, moving: 4 }, 'Nothing is broken, one thing waits for you'],
    [{ broken: 1, waiting: 0, moving: 0 }, 'One thing is broken, nothing waits for you'],
    [{ broken: 2, waiting: 3, moving: 1 }, 'Two things are broken, three things wait for you'],
    [{ broken: 0, waiting: 0, moving: 12 }, 'Nothing is broken, 12 things are moving'],
  ])('%o', (counts, sentence) => {
    expect(headline(counts)).toBe(sentence);
  });
});
