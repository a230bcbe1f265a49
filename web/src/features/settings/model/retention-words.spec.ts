import { describe, expect, it } from 'vitest';
import { daysOf, heldWords, removalWords } from './retention-words.js';

const NONE = { artifacts: 0, heldArtifacts: 0, artifactBytes: 0, logs: 0, logBytes: 0 };

describe('what retention would remove', () => {
  it('is told with its size', () => {
    expect(removalWords(NONE)).toBe('Nothing is that old yet.');
    expect(removalWords({ ...NONE, artifacts: 1312, artifactBytes: 1.4e9 })).toBe(
      'Would be removed now: 1,312 artifacts (1.4 GB).',
    );
    expect(removalWords({ ...NONE, artifacts: 1, logs: 2, logBytes: 2_000 })).toBe(
      'Would be removed now: 1 artifact (0 B) and the logs of 2 nodes (2.0 kB).',
    );
  });

  it('is told apart from what stays', () => {
    expect(heldWords(NONE)).toBe('');
    expect(heldWords({ ...NONE, heldArtifacts: 1 })).toMatch(/^1 artifact as old stays/);
    expect(heldWords({ ...NONE, heldArtifacts: 3 })).toMatch(/^3 artifacts as old stay:/);
  });

  it('is for ever where a field is empty', () => {
    expect([daysOf(''), daysOf(30), daysOf('30')]).toEqual([null, 30, 30]);
  });
});
