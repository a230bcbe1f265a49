import type { ApprovalState } from './approval.machine.js';

export type VoteRefusal =
  'approval_decided' | 'approval_voter_unknown' | 'approval_self_vote' | 'approval_already_voted';

/** Who asks to vote on what. `email` is undefined while this service has not heard of the membership yet. */
export interface Ballot {
  state: ApprovalState;
  voterId: string;
  voterEmail: string | undefined;
  requestedById: string | null;
  commitAuthorEmail: string;
  voterIds: readonly string[];
}

/** Why this person may not vote now, or undefined: not twice, and never on one's own change. */
export function refusalOfVote(ballot: Ballot): VoteRefusal | undefined {
  if (ballot.state !== 'pending') return 'approval_decided';
  if (ballot.voterEmail === undefined) return 'approval_voter_unknown';
  const isAuthor = ballot.voterEmail.toLowerCase() === ballot.commitAuthorEmail.toLowerCase();
  if (isAuthor || ballot.voterId === ballot.requestedById) return 'approval_self_vote';
  return ballot.voterIds.includes(ballot.voterId) ? 'approval_already_voted' : undefined;
}

/** What the votes decide: one rejection rejects, enough approvals approve, fewer leave it open. */
export function decisionOf(
  decisions: readonly ('approve' | 'reject')[],
  required: number,
): 'approve' | 'reject' | undefined {
  if (decisions.includes('reject')) return 'reject';
  return decisions.length >= required ? 'approve' : undefined;
}
