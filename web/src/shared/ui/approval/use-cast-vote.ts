import { useMutation, useQueryClient } from '@tanstack/react-query';
import { castVoteMutation, getApprovalQueryKey } from '../../api/generated/@tanstack/react-query.gen.js';
import type { ApprovalResponse, VoteDecision } from '../../api/generated/types.gen.js';
import { touchedByAny } from '../../api/live-hints.js';
import { useOrg } from '../../lib/use-org.js';
import { showDone } from '../toasts.js';

/**
 * Votes on an approval. The vote names the digest of the evidence that was on screen, so the server refuses it when
 * the evidence has changed in the meantime.
 */
export function useCastVote(approval: ApprovalResponse) {
  const org = useOrg();
  const queryClient = useQueryClient();
  const path = { org, approvalId: approval.id };
  const mutation = useMutation({
    ...castVoteMutation(),
    meta: { inlineProblem: true },
    onSuccess: (answer) => {
      queryClient.setQueryData(getApprovalQueryKey({ path }), answer);
      void queryClient.invalidateQueries({ predicate: touchedByAny([{ resource: 'approval', id: approval.id }]) });
      showDone(answer.state === 'pending' ? 'Your vote counts; more are needed' : `${approval.title}: ${answer.state}`);
    },
  });
  const vote = (decision: VoteDecision, comment: string) => {
    const words = comment.trim();
    const body = { decision, evidenceDigest: approval.evidence.digest, ...(words ? { comment: words } : {}) };
    mutation.mutate({ path, body });
  };
  return { vote, isPending: mutation.isPending, error: mutation.error };
}
