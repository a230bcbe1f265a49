import { expect, it } from 'vitest';
import { conditionWords } from './rule-words.js';

it.each([
  [{ threshold: 20, windowSeconds: 60, forSeconds: 15 }, 'at least 20 errors in 1 min, for 15 s'],
  [{ threshold: 1, windowSeconds: 90, forSeconds: 0 }, 'at least 1 error in 90 s'],
])('%o reads as %s', (rule, words) => {
  expect(conditionWords(rule)).toBe(words);
});
