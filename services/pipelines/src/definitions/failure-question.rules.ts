/** What a person may say about a node that has failed. */
export const FAILURE_CHOICES = ['retry', 'skip', 'abort'] as const;
export type FailureChoice = (typeof FAILURE_CHOICES)[number];

/** When an answer needs words. */
export const ANSWER_COMMENTS = ['optional', 'skip', 'always'] as const;
export type AnswerComment = (typeof ANSWER_COMMENTS)[number];

/** Whom to ask about a failure, and for how long. */
export interface FailureQuestion {
  /** After which the node fails; null where it waits as long as it takes. */
  timeoutMs: number | null;
  roles?: string[];
  groups?: string[];
  comment?: AnswerComment;
}

/** What a form has to offer, as data: whoever renders it knows no rule. */
export interface AnswerForm {
  choices: FailureChoice[];
  /** The choices that need a comment. */
  commentNeededFor: FailureChoice[];
}

/** The form of an answer to a question. */
export function formOf({ comment }: Pick<FailureQuestion, 'comment'>): AnswerForm {
  const needed = { optional: [], skip: ['skip' as const], always: [...FAILURE_CHOICES] };
  return { choices: [...FAILURE_CHOICES], commentNeededFor: needed[comment ?? 'optional'] };
}
