import type {
  ApprovalState,
  DeploymentStatus,
  ExecutionStatus,
  FiringState,
  HostHealth,
  IncidentState,
  LineState,
  NodeStatus,
  RuleState,
} from '../api/generated/types.gen.js';

/** The eight marks of the product; each has one shape and one colour (StateMark). */
export type Mark = 'queued' | 'running' | 'succeeded' | 'warning' | 'failed' | 'waiting' | 'cancelled' | 'unknown';

/** What a state looks like and the word beside it. */
export type MarkedState = { mark: Mark; word: string };

const state = (mark: Mark, word: string): MarkedState => ({ mark, word });

export const executionState: Record<ExecutionStatus, MarkedState> = {
  queued: state('queued', 'Queued'),
  running: state('running', 'Running'),
  waiting: state('waiting', 'Waiting'),
  paused: state('waiting', 'Paused'),
  succeeded: state('succeeded', 'Succeeded'),
  warning: state('warning', 'Warning'),
  failed: state('failed', 'Failed'),
  errored: state('failed', 'Errored'),
  cancelling: state('cancelled', 'Cancelling'),
  cancelled: state('cancelled', 'Cancelled'),
  timed_out: state('failed', 'Timed out'),
  blocked: state('warning', 'Blocked'),
  unknown: state('unknown', 'Unknown'),
};

export const nodeState: Record<NodeStatus, MarkedState> = {
  pending: state('queued', 'Pending'),
  ready: state('queued', 'Ready'),
  running: state('running', 'Running'),
  waiting: state('waiting', 'Waiting'),
  retrying: state('waiting', 'Retrying'),
  succeeded: state('succeeded', 'Succeeded'),
  failed: state('failed', 'Failed'),
  errored: state('failed', 'Errored'),
  timed_out: state('failed', 'Timed out'),
  cancelled: state('cancelled', 'Cancelled'),
  skipped: state('cancelled', 'Skipped'),
  unknown: state('unknown', 'Unknown'),
};

export const deploymentState: Record<DeploymentStatus, MarkedState> = {
  queued: state('queued', 'Queued'),
  deploying: state('running', 'Deploying'),
  verifying: state('running', 'Verifying'),
  live: state('succeeded', 'Live'),
  superseded: state('cancelled', 'Superseded'),
  failed: state('failed', 'Failed'),
  cancelled: state('cancelled', 'Cancelled'),
  rolled_back: state('warning', 'Rolled back'),
};

export const approvalState: Record<ApprovalState, MarkedState> = {
  pending: state('waiting', 'Waiting'),
  approved: state('succeeded', 'Approved'),
  rejected: state('failed', 'Rejected'),
  changes_requested: state('warning', 'Changes requested'),
  withdrawn: state('cancelled', 'Withdrawn'),
  superseded: state('cancelled', 'Superseded'),
  expired: state('cancelled', 'Expired'),
  resolved: state('succeeded', 'Answered'),
};

export const incidentState: Record<IncidentState, MarkedState> = {
  open: state('failed', 'Open'),
  acknowledged: state('warning', 'Acknowledged'),
  mitigated: state('waiting', 'Mitigated'),
  resolved: state('succeeded', 'Resolved'),
};

export const firingState: Record<FiringState, MarkedState> = {
  pending: state('warning', 'Pending'),
  firing: state('failed', 'Firing'),
  resolved: state('succeeded', 'Resolved'),
};

export const ruleState: Record<RuleState, MarkedState> = {
  ok: state('succeeded', 'OK'),
  pending: firingState.pending,
  firing: firingState.firing,
};

export const hostState: Record<HostHealth, MarkedState> = {
  unknown: state('unknown', 'Not checked yet'),
  reachable: state('succeeded', 'Reachable'),
  unreachable: state('failed', 'Unreachable'),
};

export const lineState: Record<LineState, MarkedState> = {
  queued: state('queued', 'Not yet'),
  running: state('running', 'Running'),
  succeeded: state('succeeded', 'Succeeded'),
  warning: state('warning', 'Warning'),
  failed: state('failed', 'Failed'),
  waiting: state('waiting', 'Waiting'),
  cancelled: state('cancelled', 'Cancelled'),
  unknown: state('unknown', 'Unknown'),
};
