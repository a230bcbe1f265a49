import { type ApprovalRow, countedVotes } from './approval-rows.js';
import type { KnownVoter } from './voters.queries.js';
import type { Ballot } from './voting.rules.js';

/**
 * The ballot of a voter on a request: with the places that were delegated for it, and the votes that count. What failed is
 * everybody's to mend, whoever asked for it and wrote it.
 */
export function ballotOf(approval: ApprovalRow, voter: KnownVoter | undefined): Ballot {
  const { state, rule, evidence, id, failure } = approval;
  const delegators = voter?.delegators.filter(({ approvalId }) => approvalId === null || approvalId === id);
  return {
    state,
    requestedById: failure ? null : approval.requestedById,
    rule,
    voter: voter && { ...voter, delegators: delegators ?? [] },
    authorEmail: failure ? null : (evidence.commit?.authorEmail ?? null),
    votes: countedVotes(approval),
  };
}
