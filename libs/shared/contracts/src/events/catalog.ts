import type { EventType } from './define-event.js';
import { approvalsDecidedV1 } from './approvals/decided.v1.js';
import { approvalsFailureAnsweredV1 } from './approvals/failure-answered.v1.js';
import { approvalsFailureAskedV1 } from './approvals/failure-asked.v1.js';
import { approvalsRequestDecidedV1 } from './approvals/request-decided.v1.js';
import { approvalsRequestedV1 } from './approvals/requested.v1.js';
import { auditRecordedV1 } from './audit-recorded.js';
import { billingEntitlementsChangedV1 } from './billing/entitlements-changed.v1.js';
import { deploymentsApprovalRequestedV1 } from './deployments/approval-requested.v1.js';
import { deploymentsApprovalWithdrawnV1 } from './deployments/approval-withdrawn.v1.js';
import { deploymentsConfigChangedV1 } from './deployments/config-changed.v1.js';
import { deploymentsDeploymentFinishedV1 } from './deployments/deployment-finished.v1.js';
import { deploymentsDeploymentRolledBackV1 } from './deployments/deployment-rolled-back.v1.js';
import { deploymentsDeploymentStartedV1 } from './deployments/deployment-started.v1.js';
import { deploymentsEnvironmentChangedV1 } from './deployments/environment-changed.v1.js';
import { deploymentsServiceChangedV1 } from './deployments/service-changed.v1.js';
import { identityApiKeyRevokedV1 } from './identity/api-key-revoked.v1.js';
import { identityAuthorityChangedV1 } from './identity/authority-changed.v1.js';
import { identityMemberChangedV1 } from './identity/member-changed.v1.js';
import { identityOrgChangedV1 } from './identity/org-changed.v1.js';
import { identityOrgCreatedV1 } from './identity/org-created.v1.js';
import { identityOrgPurgeRequestedV1 } from './identity/org-purge-requested.v1.js';
import { identityProjectChangedV1 } from './identity/project-changed.v1.js';
import { observabilityIncidentOpenedV1 } from './observability/incident-opened.v1.js';
import { observabilityIncidentResolvedV1 } from './observability/incident-resolved.v1.js';
import { orgPurgedV1 } from './org-purged.v1.js';
import { pipelinesArtifactPublishedV1 } from './pipelines/artifact-published.v1.js';
import { pipelinesDeployRequestedV1 } from './pipelines/deploy-requested.v1.js';
import { pipelinesChildFinishedV1 } from './pipelines/child-finished.v1.js';
import { pipelinesExecutionFinishedV1 } from './pipelines/execution-finished.v1.js';
import { pipelinesExecutionStartedV1 } from './pipelines/execution-started.v1.js';
import { pipelinesNodeFinishedV1 } from './pipelines/node-finished.v1.js';
import { pipelinesStackDetectedV1 } from './pipelines/stack-detected.v1.js';

export const CONSUMERS = ['identity', 'pipelines', 'deployments', 'observability', 'billing', 'gateway'] as const;
export type Consumer = (typeof CONSUMERS)[number];

interface CatalogEntry {
  event: EventType;
  consumers: readonly Consumer[];
}

/** Who reads what. The relay fans out by it; a service whose handlers differ from it does not boot. */
export const EVENT_CATALOG: readonly CatalogEntry[] = [
  { event: auditRecordedV1, consumers: ['identity'] },
  { event: identityOrgCreatedV1, consumers: ['pipelines', 'deployments', 'observability', 'billing'] },
  { event: identityOrgChangedV1, consumers: ['pipelines', 'deployments', 'observability', 'billing', 'gateway'] },
  { event: identityOrgPurgeRequestedV1, consumers: ['pipelines', 'deployments', 'observability', 'billing'] },
  { event: orgPurgedV1, consumers: ['identity'] },
  { event: identityMemberChangedV1, consumers: ['pipelines', 'billing'] },
  { event: identityProjectChangedV1, consumers: ['pipelines', 'deployments', 'billing'] },
  { event: identityApiKeyRevokedV1, consumers: ['gateway'] },
  { event: identityAuthorityChangedV1, consumers: ['gateway'] },
  { event: pipelinesExecutionStartedV1, consumers: ['observability', 'billing'] },
  { event: pipelinesChildFinishedV1, consumers: ['pipelines'] },
  { event: pipelinesExecutionFinishedV1, consumers: ['observability'] },
  { event: pipelinesNodeFinishedV1, consumers: ['observability'] },
  { event: pipelinesArtifactPublishedV1, consumers: ['observability'] },
  { event: pipelinesDeployRequestedV1, consumers: ['deployments'] },
  { event: pipelinesStackDetectedV1, consumers: ['identity'] },
  { event: deploymentsEnvironmentChangedV1, consumers: ['identity', 'pipelines', 'observability', 'billing'] },
  { event: deploymentsServiceChangedV1, consumers: ['identity', 'pipelines', 'observability', 'billing'] },
  { event: deploymentsDeploymentStartedV1, consumers: ['pipelines', 'observability'] },
  { event: deploymentsDeploymentFinishedV1, consumers: ['pipelines', 'observability'] },
  { event: deploymentsDeploymentRolledBackV1, consumers: ['observability'] },
  { event: deploymentsConfigChangedV1, consumers: ['pipelines', 'observability'] },
  { event: deploymentsApprovalRequestedV1, consumers: ['pipelines'] },
  { event: deploymentsApprovalWithdrawnV1, consumers: ['pipelines'] },
  // Its own: what a request supersedes is found after its commit, when no two executions are locked together.
  { event: approvalsRequestedV1, consumers: ['observability', 'pipelines'] },
  { event: approvalsDecidedV1, consumers: ['observability'] },
  // Nobody yet: deployments will, once it asks.
  { event: approvalsRequestDecidedV1, consumers: [] },
  // Nobody yet: notifications will.
  { event: approvalsFailureAskedV1, consumers: [] },
  { event: approvalsFailureAnsweredV1, consumers: [] },
  { event: observabilityIncidentOpenedV1, consumers: ['deployments'] },
  { event: observabilityIncidentResolvedV1, consumers: ['deployments'] },
  { event: billingEntitlementsChangedV1, consumers: ['identity', 'pipelines', 'deployments', 'observability'] },
];

/** The consumers of an event type; empty for an unknown one. */
export function consumersOf(type: string): readonly Consumer[] {
  return EVENT_CATALOG.find((entry) => entry.event.type === type)?.consumers ?? [];
}

/** The event types that a consumer has to handle, each exactly once. */
export function eventsFor(consumer: Consumer): EventType[] {
  return EVENT_CATALOG.filter((entry) => entry.consumers.includes(consumer)).map((entry) => entry.event);
}
