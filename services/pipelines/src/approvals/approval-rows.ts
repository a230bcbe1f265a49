import type { ApprovalState } from './approval.machine.js';
import type { ApprovalRule } from './approval-rule.rules.js';
import type { EvidencePack } from './evidence.js';
import type { Failure, FailureAnswer } from './failure.js';
import type { Priority } from '../change-requests/sla.rules.js';
import type { VoteDecision } from './voting.rules.js';

export const APPROVAL_KINDS = ['run', 'promotion', 'drift', 'change_request', 'failure'] as const;
export type ApprovalKind = (typeof APPROVAL_KINDS)[number];

/** The node that waits for the decision. */
export interface ApprovalRun {
  executionId: string;
  number: number;
  pipelineName: string;
  nodeId: string;
  nodeKey: string;
}

/** What a change request has beside what every request has. */
export interface ChangeFacts {
  number: number;
  type: string;
  description: string;
  priority: Priority;
  /** ISO times. */
  dueAt: string;
  pausedAt: string | null;
  isBreached: boolean;
  assigneeId: string | null;
  assigneeName: string | null;
}

/** A vote that was not changed since; whether it counts depends on the evidence. */
export interface VoteRow {
  userId: string;
  userName: string;
  decision: VoteDecision;
  comment: string | null;
  votedAt: string;
  onBehalfOfId: string | null;
  onBehalfOfName: string | null;
  /** Of the pack that it was cast on; null in votes of older releases. */
  evidenceDigest: string | null;
}

export interface ApprovalRow {
  id: string;
  kind: ApprovalKind;
  title: string;
  effect: string;
  state: ApprovalState;
  requiredVotes: number;
  rule: ApprovalRule;
  run: ApprovalRun | null;
  change: ChangeFacts | null;
  /** Of a node that has failed; then nobody votes, and one answer decides. */
  failure: Failure | null;
  answer: FailureAnswer | null;
  /** Of the service that asks: the promotion, the drift incident. */
  subjectId: string | null;
  requestedById: string | null;
  requestedByName: string | null;
  /** As it is now where the request is open; as it was decided on where it is not. */
  evidence: EvidencePack;
  evidenceDigest: string;
  /** Where something is deployed once it is approved, up to the next approval. */
  environments: { id: string; name: string }[];
  votes: VoteRow[];
  supersededBy: { approvalId: string; executionId: string; number: number } | null;
  requestedAt: Date;
  decidedAt: Date | null;
  /** When it ends without a decision; null where it waits as long as it takes. */
  expiresAt: Date | null;
}

/** The votes that count: those on the evidence as it is. Of a decided request of an older release, all. */
export function countedVotes(row: Pick<ApprovalRow, 'votes' | 'evidenceDigest' | 'state'>): VoteRow[] {
  const isOpen = row.state === 'pending' || row.state === 'changes_requested';
  return row.votes.filter(({ evidenceDigest }) =>
    evidenceDigest === null ? !isOpen : evidenceDigest === row.evidenceDigest,
  );
}
