import type { AnswerFormResponse, FailureChoice } from '../../api/generated/types.gen.js';

export const CHOICE_WORDS: Record<FailureChoice, string> = { retry: 'Try again', skip: 'Skip', abort: 'Abort' };

export const ANSWERED_WORDS: Record<FailureChoice, string> = {
  retry: 'had it tried again',
  skip: 'skipped it',
  abort: 'let it fail',
};

/** When the comment is needed, in a few words. */
export function commentLabel({ choices, commentNeededFor }: AnswerFormResponse): string {
  if (commentNeededFor.length === 0) return 'Comment (optional)';
  if (commentNeededFor.length === choices.length) return 'Comment';
  return `Comment (needed to ${commentNeededFor.map((choice) => CHOICE_WORDS[choice].toLowerCase()).join(' or ')})`;
}
