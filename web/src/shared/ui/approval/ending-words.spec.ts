import { describe, expect, it } from 'vitest';
import type { ApprovalState } from '../../api/generated/types.gen.js';
import { effectTitle, endingWords, isOpen } from './ending-words.js';

const ended = (state: ApprovalState, isReplaced = false) =>
  endingWords({ state, supersededBy: isReplaced ? { approvalId: 'a', executionId: 'e', number: 1 } : null });

describe('the end of a request', () => {
  it.each<[ApprovalState, boolean, string]>([
    ['approved', false, 'approved'],
    ['rejected', false, 'rejected'],
    ['withdrawn', false, 'taken back'],
    ['expired', false, 'time was over'],
    ['superseded', true, 'taken its place'],
    ['superseded', false, 'no more'],
  ])('is said: %s (replaced: %s)', (state, isReplaced, words) => {
    expect(isOpen(state)).toBe(false);
    expect(ended(state, isReplaced)).toContain(words);
  });

  it('is not said of one that is open', () =>
    expect([ended('pending'), ended('changes_requested'), isOpen('pending')]).toEqual([undefined, undefined, true]));

  it('has what a yes would have changed behind it', () =>
    expect((['pending', 'approved', 'expired'] as const).map(effectTitle)).toEqual([
      'If you say yes',
      'What the yes means',
      'What a yes would have meant',
    ]));
});
