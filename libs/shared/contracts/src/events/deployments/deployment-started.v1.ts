import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { actorShape, commitShape, exampleActor, exampleCommit, exampleId } from '../shapes.js';

export const deploymentsDeploymentStartedV1 = defineEvent({
  type: 'deployments.deployment-started',
  version: 1,
  data: z.object({
    deploymentId: z.uuid(),
    number: z.int(),
    kind: z.enum(['deploy', 'promotion', 'rollback']),
    requestId: z.uuid().nullable(),
    executionId: z.uuid().nullable(),
    serviceId: z.uuid(),
    serviceName: z.string(),
    environmentId: z.uuid(),
    environmentName: z.string(),
    environmentClass: z.enum(['dev', 'staging', 'production']),
    releaseId: z.uuid(),
    version: z.string(),
    commit: commitShape,
    requestedBy: actorShape,
    incidentId: z.uuid().nullable(),
  }),
  example: {
    deploymentId: exampleId,
    number: 41,
    kind: 'deploy',
    requestId: exampleId,
    executionId: exampleId,
    serviceId: exampleId,
    serviceName: 'service name',
    environmentId: exampleId,
    environmentName: 'environment name',
    environmentClass: 'dev',
    releaseId: exampleId,
    version: 'version',
    commit: exampleCommit,
    requestedBy: exampleActor,
    incidentId: exampleId,
  },
});
