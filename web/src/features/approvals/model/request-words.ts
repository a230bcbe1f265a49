import type {
  ApprovalActivityKind,
  ApprovalKind,
  ApprovalRequestResponse,
  ChangePriority,
} from '../../../shared/api/generated/types.gen.js';
import { approvalState, type MarkedState } from '../../../shared/model/states.js';

export const KIND_WORDS: Record<ApprovalKind, string> = {
  run: 'Run',
  promotion: 'Promotion',
  drift: 'Drift',
  change_request: 'Change request',
  failure: 'Failure',
};

export const PRIORITY_WORDS: Record<ChangePriority, string> = {
  low: 'Low',
  normal: 'Normal',
  high: 'High',
  critical: 'Critical',
};

export const ACTIVITY_WORDS: Record<ApprovalActivityKind, string> = {
  requested: 'asked',
  commented: 'wrote',
  voted: 'voted to',
  changes_requested: 'asked for changes',
  answered: 'answered',
  edited: 'changed',
  evidence_changed: 'changed the evidence; votes before it no longer count',
  reassigned: 'handed it on',
  delegated: 'delegated their vote',
  withdrawn: 'withdrew it',
  superseded: 'ended it',
  expired: 'ended it',
};

/** Activity whose text is what a person wrote, and no detail of what they did. */
const SPOKEN: readonly ApprovalActivityKind[] = [
  ...(['commented', 'changes_requested', 'answered', 'withdrawn', 'superseded', 'expired'] as const),
];

/** Whether the text stands for itself, below the line that says who and when. */
export const isSpoken = (kind: ApprovalActivityKind): boolean => SPOKEN.includes(kind);

/** The state as this person meets it: what waits for others is not theirs to worry about. */
export function stateFor({ state, canVote, failure }: ApprovalRequestResponse): MarkedState {
  const isOthers = state === 'pending' && !canVote && !failure?.canAnswer;
  return isOthers ? { mark: 'queued', word: 'Waits for others' } : approvalState[state];
}

/** A change request that is due within this time is shown as urgent. */
const SOON_MS = 3_600_000;

/** Of the due time of an open change request: that it is over, or nearly so. While the clock stands, neither. */
export function urgencyOf(
  { isBreached, pausedAt, dueAt }: { isBreached: boolean; pausedAt: string | null; dueAt: string },
  nowMs: number,
): MarkedState | undefined {
  const leftMs = Date.parse(dueAt) - nowMs;
  if (isBreached || (pausedAt === null && leftMs <= 0)) return { mark: 'failed', word: 'Late' };
  return pausedAt === null && leftMs < SOON_MS ? { mark: 'warning', word: 'Soon' } : undefined;
}

/** What a request is about, in a few words: the run, or the number of the change request. */
export function subjectOf({ kind, run, change }: ApprovalRequestResponse): string {
  if (run) return `${run.pipelineName} #${run.number}`;
  if (change) return `${KIND_WORDS[kind]} ${change.number}`;
  return KIND_WORDS[kind];
}

/** Who may vote, where not everybody may who holds the permission. */
export function votersOf({ rule }: ApprovalRequestResponse, nameOf: (userId: string) => string | undefined): string[] {
  const members = rule.members.map((userId) => nameOf(userId) ?? 'a member');
  return [...rule.roles.map((role) => `role ${role}`), ...rule.groups.map((group) => `group ${group}`), ...members];
}
