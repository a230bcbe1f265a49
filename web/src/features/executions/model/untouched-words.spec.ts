import { describe, expect, it } from 'vitest';
import { untouchedWords } from './untouched-words.js';

describe('untouchedWords', () => {
  it.each([
    ['skipped', [], 'success', 'Skipped. It did nothing.'],
    ['ready', ['a'], 'success', 'Ready. Waiting for a runner that is free.'],
    ['pending', [], 'always', 'Not started yet.'],
    ['pending', ['a', 'b'], 'success', 'Not started yet. It needs a and b first.'],
    ['pending', ['a', 'b', 'c', 'd', 'e'], 'success', 'Not started yet. It needs 5 nodes first.'],
    ['pending', ['a'], 'failure', 'Not started yet. It begins when something before it has failed.'],
    ['pending', ['a'], 'always', 'Not started yet. It begins when everything before it has ended, in any case.'],
  ] as const)('says of a %s node that needs %j on %s: %s', (status, needs, when, words) =>
    expect(untouchedWords({ status, needs: [...needs], when })).toBe(words),
  );
});
