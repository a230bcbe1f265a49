import type { LineStopResponse } from '../../api/generated/types.gen.js';

/** Where a stop leads, as the options of a router link; null where the product has no page for the thing. */
export function lineTarget(org: string, stop: LineStopResponse) {
  switch (stop.kind) {
    case 'execution':
      return { to: '/$org/executions/$executionId', params: { org, executionId: stop.id } } as const;
    case 'approval':
      return { to: '/$org/approvals/$approvalId', params: { org, approvalId: stop.id } } as const;
    case 'deployment':
    case 'rollback':
      return { to: '/$org/deployments/$deploymentId', params: { org, deploymentId: stop.id } } as const;
    case 'incident':
      return { to: '/$org/incidents/$incidentId', params: { org, incidentId: stop.id } } as const;
    case 'commit':
    case 'artifact':
    case 'release':
    case 'firing':
      return null;
  }
}

/** A stop that has not happened yet carries an empty id; there is nothing to open. */
export function isReached(stop: LineStopResponse): boolean {
  return stop.id !== '' && stop.state !== 'queued';
}
