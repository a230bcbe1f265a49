import type { Principal } from '@throughline/platform';
import type { ApprovalRequestResponse } from './approval-requests.dto.js';
import { type ApprovalRow, countedVotes } from './approval-rows.js';
import type { ApprovalResponse } from './approvals.dto.js';
import { refuse } from './approvals.errors.js';
import { ballotOf } from './ballot-of.js';
import type { EvidencePackResponse } from './evidence.dto.js';
import { isOfRun } from './evidence.js';
import { offersOf } from './requester.rules.js';
import { missingForVote } from './vote-permission.js';
import type { KnownVoter } from './voters.queries.js';
import { refusalOfVote, standingOf, type VoteRefusal } from './voting.rules.js';

type Vote = ApprovalRequestResponse['votes'][number];

/** A request as the caller sees it: what they may do with it is part of the answer. */
export function approvalView(
  row: ApprovalRow,
  principal: Principal,
  voter: KnownVoter | undefined,
): ApprovalRequestResponse {
  const { run, votes: _votes, evidence: _evidence, evidenceDigest: _digest, answer: _answer, ...shown } = row;
  return {
    ...shown,
    votes: votesOf(row),
    run: run && {
      executionId: run.executionId,
      number: run.number,
      pipelineName: run.pipelineName,
      nodeKey: run.nodeKey,
    },
    change: row.change && changeOf(row.change),
    pack: packOf(row),
    failure: failureOf(row, principal, voter),
    ...(row.failure ? TAKES_AN_ANSWER : voteOffers(row, principal, voter)),
    ...offersOf(row, principal),
    requestedAt: row.requestedAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
  };
}

/** A request of a run in the shape that it had when there were no others. */
export function approvalOfRunView(
  row: ApprovalRow,
  principal: Principal,
  voter: KnownVoter | undefined,
): ApprovalResponse {
  const { run, evidence } = row;
  if (!run || !isOfRun(evidence)) throw new Error('a request of a run without its run');
  const { artifactDigest, artifactName, commit, nodes } = evidence;
  return {
    ...approvalView(row, principal, voter),
    executionId: run.executionId,
    executionNumber: run.number,
    pipelineName: run.pipelineName,
    nodeKey: run.nodeKey,
    evidence: { digest: row.evidenceDigest, artifactDigest, artifactName, commit, nodes: nodes.map(nodeOf) },
  };
}

function failureOf(
  row: ApprovalRow,
  principal: Principal,
  voter: KnownVoter | undefined,
): ApprovalRequestResponse['failure'] {
  const { run, failure, answer } = row;
  if (!run || !failure) return null;
  const standing = standingOf(ballotOf(row, voter));
  const refusal = 'refusal' in standing ? standing.refusal : undefined;
  const reason = missingForVote(row, principal)?.message ?? reasonOf(refusal);
  return { ...failure, nodeId: run.nodeId, canAnswer: reason === null, cannotAnswerReason: reason, answer };
}

const TAKES_AN_ANSWER = {
  ...{ canVote: false, votesFor: null, myVote: null, canChangeVote: false, canRequestChanges: false },
  cannotVoteReason: refuse('approval_takes_an_answer').message,
};

function voteOffers(row: ApprovalRow, principal: Principal, voter: KnownVoter | undefined) {
  const ballot = ballotOf(row, voter);
  const standing = standingOf(ballot);
  const own = countedVotes(row).find(({ userId }) => userId === principal.id);
  const reason = missingForVote(row, principal)?.message ?? reasonOf(refusalOfVote(ballot));
  const mayVote = !missingForVote(row, principal) && 'onBehalfOf' in standing;
  return {
    canVote: reason === null,
    cannotVoteReason: reason,
    votesFor: mayVote ? (standing.onBehalfOf?.name ?? null) : null,
    myVote: own?.decision ?? null,
    canChangeVote: mayVote && own !== undefined,
    canRequestChanges: mayVote,
  };
}

const reasonOf = (refusal: VoteRefusal | undefined): string | null => (refusal ? refuse(refusal).message : null);

function votesOf(row: ApprovalRow): Vote[] {
  const counted = new Set(countedVotes(row));
  return row.votes.map((vote) => {
    const { onBehalfOfId: _onBehalfOfId, ...shown } = vote;
    return { ...shown, counts: counted.has(vote), votedAt: new Date(vote.votedAt).toISOString() };
  });
}

function packOf({ evidence, evidenceDigest: digest }: ApprovalRow): EvidencePackResponse {
  if (!isOfRun(evidence)) {
    return { digest, commit: evidence.commit, definition: null, artifacts: [], nodes: [], facts: evidence.facts };
  }
  const { commit, definition = null, nodes, artifactName, artifactDigest } = evidence;
  // Packs of older releases name the newest artifact only, and not its node.
  const newest = artifactName && artifactDigest ? [{ name: artifactName, digest: artifactDigest, nodeKey: '' }] : [];
  return { digest, commit, definition, artifacts: evidence.artifacts ?? newest, nodes: nodes.map(nodeOf), facts: [] };
}

const nodeOf = ({ key, kind, status, durationMs }: EvidencePackResponse['nodes'][number]) => {
  return { key, kind, status, durationMs };
};

function changeOf(change: NonNullable<ApprovalRow['change']>): NonNullable<ApprovalRequestResponse['change']> {
  const { dueAt, pausedAt } = change;
  return {
    ...change,
    dueAt: new Date(dueAt).toISOString(),
    pausedAt: pausedAt === null ? null : new Date(pausedAt).toISOString(),
  };
}
