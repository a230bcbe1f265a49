import { describe, expect, it } from 'vitest';
import { findLines, markHits, stepHit } from './log-search.js';

describe('findLines', () => {
  it('finds in any case, and nothing for nothing', () => {
    expect(findLines(['ok', 'Error: x', 'no error'], 'ERROR')).toEqual([1, 2]);
    expect(findLines(['ok'], '')).toEqual([]);
  });
});

describe('stepHit', () => {
  it('goes round the end both ways', () => {
    expect([stepHit([4, 9, 12], 2, 1), stepHit([4, 9, 12], 0, -1), stepHit([], 0, 1)]).toEqual([0, 2, 0]);
  });
});

describe('markHits', () => {
  it('keeps colours and cuts across them', () => {
    expect(markHits([{ text: 'an err', fg: 'red' }, { text: 'or here' }], 'error')).toEqual([
      { text: 'an ', fg: 'red' },
      { text: 'err', fg: 'red', isHit: true },
      { text: 'or', isHit: true },
      { text: ' here' },
    ]);
  });

  it('marks every hit of a line, neighbours too', () => {
    expect(markHits([{ text: 'aaXaa' }], 'a').map(({ text, isHit }) => `${text}${isHit ? '!' : ''}`)).toEqual([
      'a!',
      'a!',
      'X',
      'a!',
      'a!',
    ]);
    expect(markHits([{ text: 'plain' }], 'zzz')).toEqual([{ text: 'plain' }]);
  });
});
