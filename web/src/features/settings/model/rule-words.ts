import type { AlertRuleResponse } from '../../../shared/api/generated/types.gen.js';

type Condition = Pick<AlertRuleResponse, 'threshold' | 'windowSeconds' | 'forSeconds'>;

/** The condition as a sentence: `at least 20 errors in 1 min, for 15 s`. */
export function conditionWords({ threshold, windowSeconds, forSeconds }: Condition): string {
  const errors = threshold === 1 ? '1 error' : `${threshold} errors`;
  const lasting = forSeconds > 0 ? `, for ${spoken(forSeconds)}` : '';
  return `at least ${errors} in ${spoken(windowSeconds)}${lasting}`;
}

function spoken(seconds: number): string {
  return seconds >= 60 && seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}
