import type {
  approvalsDecidedV1,
  approvalsRequestedV1,
  Envelope,
  EventData,
  pipelinesArtifactPublishedV1,
  pipelinesExecutionFinishedV1,
  pipelinesExecutionStartedV1,
  pipelinesNodeFinishedV1,
} from '@throughline/contracts';
import type { ChangeFact, LineState } from '../ledger/change-fact.rules.js';

const atOf = (event: Envelope): Date => new Date(event.occurredAt);

const EXECUTION_STATE: Record<EventData<typeof pipelinesExecutionFinishedV1>['outcome'], LineState> = {
  succeeded: 'succeeded',
  warning: 'warning',
  failed: 'failed',
  errored: 'failed',
  timed_out: 'failed',
  blocked: 'failed',
  cancelled: 'cancelled',
  unknown: 'unknown',
};

const DECISION_STATE: Record<EventData<typeof approvalsDecidedV1>['decision'], LineState> = {
  approved: 'succeeded',
  rejected: 'failed',
  expired: 'cancelled',
  withdrawn: 'cancelled',
};

export function executionStarted(event: Envelope<EventData<typeof pipelinesExecutionStartedV1>>): ChangeFact {
  const { executionId, number, pipelineName: name, commit, requestedBy, trigger } = event.data;
  return {
    kind: 'execution_started',
    subjectId: executionId,
    title: `${name} #${number} started by ${trigger}`,
    state: 'running',
    executionId,
    commit,
    actor: requestedBy,
    details: { number, name },
    at: atOf(event),
  };
}

export function executionFinished(event: Envelope<EventData<typeof pipelinesExecutionFinishedV1>>): ChangeFact {
  const { executionId, number, pipelineName: name, commit, outcome, reason, durationMs } = event.data;
  return {
    kind: 'execution_finished',
    subjectId: executionId,
    title: `${name} #${number} ${outcome.replace('_', ' ')}${reason ? `: ${reason}` : ''}`,
    state: EXECUTION_STATE[outcome],
    executionId,
    commit,
    details: { number, name, outcome, durationMs, message: reason },
    at: atOf(event),
  };
}

/** A node that did its work is no news beside its execution; one that did not is. */
export function nodeFailed(event: Envelope<EventData<typeof pipelinesNodeFinishedV1>>): ChangeFact | undefined {
  const { executionId, nodeId, nodeKey, kind, outcome, durationMs } = event.data;
  if (outcome === 'succeeded' || outcome === 'skipped') return undefined;
  return {
    kind: 'node_failed',
    subjectId: nodeId,
    title: `${kind} ${nodeKey} ${outcome.replace('_', ' ')}`,
    state: outcome === 'cancelled' ? 'cancelled' : outcome === 'unknown' ? 'unknown' : 'failed',
    executionId,
    details: { name: nodeKey, outcome, durationMs },
    at: atOf(event),
  };
}

export function artifactPublished(event: Envelope<EventData<typeof pipelinesArtifactPublishedV1>>): ChangeFact {
  const { artifactId, executionId, name, digest, sizeBytes, commit } = event.data;
  return {
    kind: 'artifact_published',
    subjectId: artifactId,
    title: `${name} ${digest.slice(0, 'sha256:'.length + 12)}`,
    state: 'succeeded',
    executionId,
    commit,
    details: { name, sizeBytes },
    at: atOf(event),
  };
}

export function approvalRequested(event: Envelope<EventData<typeof approvalsRequestedV1>>): ChangeFact {
  const { approvalId, executionId, title, requiredVotes, requestedBy } = event.data;
  return {
    kind: 'approval_requested',
    subjectId: approvalId,
    title,
    state: 'waiting',
    executionId,
    actor: requestedBy,
    details: { votes: 0, requiredVotes },
    at: atOf(event),
  };
}

export function approvalDecided(event: Envelope<EventData<typeof approvalsDecidedV1>>): ChangeFact {
  const { approvalId, executionId, title, decision, decidedBy, votes, requiredVotes, comment } = event.data;
  return {
    kind: 'approval_decided',
    subjectId: approvalId,
    title,
    state: DECISION_STATE[decision],
    executionId,
    actor: decidedBy,
    details: { votes, requiredVotes, outcome: decision, message: comment },
    at: atOf(event),
  };
}
