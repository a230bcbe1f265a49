import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  getApprovalRequestQueryKey,
  requestChangesMutation,
  voteOnRequestMutation,
} from '../../api/generated/@tanstack/react-query.gen.js';
import type { ApprovalRequestResponse, VoteDecision } from '../../api/generated/types.gen.js';
import { touchedByAny } from '../../api/live-hints.js';
import { useOrg } from '../../lib/use-org.js';
import { showDone } from '../toasts.js';

/** What somebody who may vote can say. */
export type Say = VoteDecision | 'request_changes';

/**
 * Votes on an approval, or asks for changes. Either names the digest of the evidence that was on screen, so the server
 * refuses it when the evidence has changed in the meantime.
 */
export function useCastVote(approval: ApprovalRequestResponse) {
  const path = { org: useOrg(), approvalId: approval.id };
  const shared = { meta: { inlineProblem: true }, onSuccess: useShowAnswer(approval, path) };
  const vote = useMutation({ ...voteOnRequestMutation(), ...shared });
  const question = useMutation({ ...requestChangesMutation(), ...shared });
  const evidenceDigest = approval.pack.digest;
  const say = (what: Say, text: string) => {
    const comment = text.trim();
    if (what === 'request_changes') question.mutate({ path, body: { comment, evidenceDigest } });
    else vote.mutate({ path, body: { decision: what, evidenceDigest, ...(comment && { comment }) } });
  };
  return { say, isPending: vote.isPending || question.isPending, error: vote.error ?? question.error };
}

function useShowAnswer(approval: ApprovalRequestResponse, path: { org: string; approvalId: string }) {
  const queryClient = useQueryClient();
  return (answer: ApprovalRequestResponse) => {
    queryClient.setQueryData(getApprovalRequestQueryKey({ path }), answer);
    void queryClient.invalidateQueries({ predicate: touchedByAny([{ resource: 'approval', id: approval.id }]) });
    showDone(wordsOf(answer));
  };
}

function wordsOf({ state, title }: ApprovalRequestResponse): string {
  if (state === 'pending') return 'Your vote counts; more are needed';
  return state === 'changes_requested' ? 'Whoever asks has to answer first' : `${title}: ${state}`;
}
