import { expect, it } from 'vitest';
import { formatDuration } from './duration.js';

it.each([
  [0, '0 ms'],
  [999, '999 ms'],
  [1000, '1.0 s'],
  [9999, '9.9 s'],
  [59_999, '59 s'],
  [192_000, '3m 12s'],
  [3_600_000, '1h 00m'],
  [90_061_000, '1d 1h'],
])('formatDuration(%d) is %s', (ms, words) => {
  expect(formatDuration(ms)).toBe(words);
});
