import { mostAtOnce } from './most-at-once.ts';

describe('how many at once', () => {
  it.each([
    ['none', [], 0],
    [
      'one after the other',
      [
        [0, 5],
        [5, 9],
      ],
      1,
    ],
    [
      'one within another, and a third',
      [
        [0, 9],
        [2, 4],
        [3, 5],
      ],
      3,
    ],
    [
      'two by two',
      [
        [0, 4],
        [3, 8],
        [7, 9],
      ],
      2,
    ],
  ])('%s', (_, spans, most) => {
    expect(mostAtOnce((spans as [number, number][]).map(([from, to]) => ({ from, to })))).toBe(most);
  });
});
