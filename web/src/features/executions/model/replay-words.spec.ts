import { describe, expect, it } from 'vitest';
import type { ReplayResponse } from '../../../shared/api/generated/types.gen.js';
import { changedValues, replayWords } from './replay-words.js';

const replay = (from: string[], failedOnly: boolean): ReplayResponse => ({
  from,
  failedOnly,
  changedInputs: [],
  warnings: [],
});

describe('replayWords', () => {
  it.each([
    [null, 'Again, after #7'],
    [replay([], false), 'Again, after #7'],
    [replay([], true), 'What failed in #7, again'],
    [replay(['test'], false), 'Replay of #7 from test'],
    [replay(['test', 'lint'], true), 'Replay of #7 from test and lint, and what failed'],
    [replay(['a', 'b', 'c'], false), 'Replay of #7 from 3 nodes'],
  ])('%j', (given, words) => expect(replayWords(given, 7)).toBe(words));
});

it('changedValues leaves out what is as it was', () => {
  expect(changedValues({ a: 1, b: 'x' }, { a: 1, b: 'y', c: true })).toEqual({ b: 'y', c: true });
});
