import type { Principal } from '@throughline/platform';
import { refusalOfVote, type VoteRefusal } from './voting.rules.js';
import type { ApprovalRow } from './approvals.queries.js';

/** Why the caller may not vote on the request, or undefined. The e-mail is unknown until identity's event is in. */
export function refusalFor(
  approval: ApprovalRow,
  voter: Principal,
  email: string | undefined,
): VoteRefusal | undefined {
  return refusalOfVote({
    state: approval.state,
    voterId: voter.id,
    voterEmail: email,
    requestedById: approval.requestedById,
    commitAuthorEmail: approval.evidence.commit.authorEmail,
    voterIds: approval.votes.map((vote) => vote.userId),
  });
}
