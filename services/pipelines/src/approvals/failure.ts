import type { AnswerForm, FailureChoice } from '../definitions/failure-question.rules.js';

/** What is known of an attempt that failed, and what may be said to it. */
export interface Failure {
  /** From 1. */
  attempt: number;
  outcome: 'failed' | 'timed_out';
  message: string | null;
  exitCode: number | null;
  /** The number of the line in the log of the node, and what it says. */
  firstErrorLine: number | null;
  errorText: string | null;
  form: AnswerForm;
}

/** What somebody said to it. */
export interface FailureAnswer {
  choice: FailureChoice;
  comment: string | null;
  byId: string;
  byName: string;
}
