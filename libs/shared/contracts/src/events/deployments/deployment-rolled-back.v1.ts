import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { exampleId } from '../shapes.js';

/** Follows a rollback of `deploymentId`: once when it starts, once when it ends. */
export const deploymentsDeploymentRolledBackV1 = defineEvent({
  type: 'deployments.deployment-rolled-back',
  version: 1,
  data: z.object({
    deploymentId: z.uuid(),
    number: z.int(),
    rollbackDeploymentId: z.uuid(),
    rollbackNumber: z.int(),
    outcome: z.enum(['started', 'live', 'failed']),
    serviceId: z.uuid(),
    serviceName: z.string(),
    environmentId: z.uuid(),
    environmentName: z.string(),
    fromVersion: z.string(),
    toVersion: z.string(),
    reason: z.string(),
    incidentId: z.uuid().nullable(),
    executionId: z.uuid().nullable(),
    message: z.string().nullable(),
  }),
  example: {
    deploymentId: exampleId,
    number: 41,
    rollbackDeploymentId: exampleId,
    rollbackNumber: 1,
    outcome: 'started',
    serviceId: exampleId,
    serviceName: 'service name',
    environmentId: exampleId,
    environmentName: 'environment name',
    fromVersion: 'from version',
    toVersion: 'to version',
    reason: 'reason',
    incidentId: exampleId,
    executionId: exampleId,
    message: null,
  },
});
