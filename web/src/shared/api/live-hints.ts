import type { Query, QueryKey } from '@tanstack/react-query';

/** Which operations show something of a resource. A hint refetches those that are on screen and marks the others stale. */
const SHOWN_BY: Record<string, readonly string[]> = {
  execution: [
    'listExecutions',
    'getExecution',
    'listPipelines',
    'getPipeline',
    'listArtifacts',
    'listEvidence',
    'listImages',
    'getLine',
    'listWebhookDeliveries',
    'listSchedules',
    'listScheduleFirings',
  ],
  node: ['getExecution', 'listExecutions', 'listArtifacts'],
  approval: [
    'listApprovals',
    'getApproval',
    'listApprovalRequests',
    'countApprovalRequests',
    'getApprovalRequest',
    'listApprovalActivity',
    'listChangeRequests',
    'getExecution',
    'getLine',
  ],
  pipeline: ['listPipelines', 'getPipeline', 'listPipelineVersions', 'listFollowUps', 'listHookTriggers'],
  schedule: ['listSchedules', 'getSchedule', 'listScheduleFirings'],
  repository: ['listRepositories', 'getRepository', 'listBranchRules', 'listWebhookDeliveries'],
  service: ['listServices', 'getService', 'getBoard'],
  environment: ['listEnvironments', 'getEnvironment', 'getBoard'],
  host: ['listHosts', 'getHost'],
  release: ['listReleases', 'getRelease', 'getBoard', 'getLine'],
  deployment: [
    'listDeployments',
    'getDeployment',
    'getBoard',
    'listReleases',
    'getOverview',
    'getLine',
    'getIncident',
    'getExecution',
    'previewPromotion',
  ],
  incident: ['listIncidents', 'getIncident', 'getBoard', 'getLine'],
  firing: ['listFirings', 'listAlertRules', 'getAlertRule', 'listIncidents', 'getIncident', 'getLine'],
  alert_rule: ['listAlertRules', 'getAlertRule'],
  change: ['listChanges', 'getOverview', 'getLine'],
};

type GeneratedKey = { _id?: string; path?: Record<string, string> };

function ownId(resource: string, key: GeneratedKey): string | undefined {
  const camel = resource.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return key.path?.[`${camel}Id`];
}

/** Whether a query with this key may show the thing a hint names. A query about another one of the kind does not. */
export function isTouchedBy(hint: { resource: string; id: string }, queryKey: QueryKey): boolean {
  const key = (queryKey[0] ?? {}) as GeneratedKey;
  if (!key._id || !SHOWN_BY[hint.resource]?.includes(key._id)) return false;
  const id = ownId(hint.resource, key);
  return id === undefined || id === hint.id;
}

/** A predicate for one invalidation that serves a whole batch of hints. */
export function touchedByAny(
  hints: readonly { resource: string; id: string }[],
): (query: Pick<Query, 'queryKey'>) => boolean {
  return (query) => hints.some((hint) => isTouchedBy(hint, query.queryKey));
}
