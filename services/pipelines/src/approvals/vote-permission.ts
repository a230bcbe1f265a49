import type { AppError } from '@throughline/kernel';
import { may, mayIn, missingIn, type Principal } from '@throughline/platform';
import { refuse } from './approvals.errors.js';
import type { ApprovalRow } from './approval-rows.js';

/** Why the voter's authority is not enough for this request, or undefined: the permission counts in each environment that is deployed to. */
export function missingForVote(
  { environments }: Pick<ApprovalRow, 'environments'>,
  voter: Principal,
): AppError | undefined {
  if (!may(voter, 'approvals.vote')) return refuse('approval_permission');
  const lacking = environments.find(({ id }) => !mayIn(voter, 'approvals.vote', id));
  if (lacking) return missingIn('approvals.vote', lacking.name);
  // May vote in some environment only, and this request is about none.
  const isBound = environments.length === 0 && !voter.permissions.has('approvals.vote');
  return isBound ? refuse('approval_permission') : undefined;
}
