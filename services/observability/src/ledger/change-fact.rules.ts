import type { Actor, Commit } from '@throughline/contracts';

export const LINE_STATES = [
  'queued',
  'running',
  'succeeded',
  'warning',
  'failed',
  'waiting',
  'cancelled',
  'unknown',
] as const;
export type LineState = (typeof LINE_STATES)[number];

export const CHANGE_KINDS = [
  'execution_started',
  'execution_finished',
  'node_failed',
  'artifact_published',
  'approval_requested',
  'approval_decided',
  'deployment_started',
  'deployment_finished',
  'deployment_rolled_back',
  'config_changed',
  'firing_started',
  'firing_resolved',
  'incident_opened',
  'incident_mitigated',
  'incident_resolved',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** What only some kinds have; the line is drawn from it. Stored as JSON, so every part may be missing. */
export interface ChangeDetails {
  number?: number;
  name?: string;
  durationMs?: number;
  environmentName?: string;
  deploymentKind?: 'deploy' | 'promotion' | 'rollback';
  outcome?: string;
  message?: string | null;
  version?: string;
  previousDeploymentId?: string | null;
  votes?: number;
  requiredVotes?: number;
  sizeBytes?: number;
  value?: number;
  incidentId?: string | null;
  changedNames?: string[];
}

/** One fact of the ledger. `at` is when it happened, not when it was heard of. */
export interface ChangeFact {
  kind: ChangeKind;
  subjectId: string;
  title: string;
  state: LineState;
  serviceId?: string | null;
  environmentId?: string | null;
  executionId?: string | null;
  deploymentId?: string | null;
  releaseId?: string | null;
  commit?: Commit | null;
  actor?: Actor | null;
  details: ChangeDetails;
  at: Date;
}

/** A fact as it is read back. */
export interface RecordedFact extends ChangeFact {
  id: string;
}
