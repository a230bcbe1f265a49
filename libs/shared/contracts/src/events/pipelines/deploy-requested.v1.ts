import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { actorShape, commitShape, exampleActor, exampleCommit, exampleId } from '../shapes.js';

/** A deploy or promote node asks; `deployments.deployment-finished` with the same requestId answers. `artifact` is null for a promotion. */
export const pipelinesDeployRequestedV1 = defineEvent({
  type: 'pipelines.deploy-requested',
  version: 1,
  data: z.object({
    requestId: z.uuid(),
    executionId: z.uuid(),
    nodeId: z.uuid(),
    nodeKey: z.string(),
    kind: z.enum(['deploy', 'promotion']),
    serviceSlug: z.string(),
    environmentSlug: z.string(),
    fromEnvironmentSlug: z.string().nullable(),
    version: z.string(),
    artifact: z
      .object({ artifactId: z.uuid(), digest: z.string(), sizeBytes: z.int(), fileName: z.string() })
      .nullable(),
    commit: commitShape,
    requestedBy: actorShape,
  }),
  example: {
    requestId: exampleId,
    executionId: exampleId,
    nodeId: exampleId,
    nodeKey: 'node key',
    kind: 'deploy',
    serviceSlug: 'service slug',
    environmentSlug: 'environment slug',
    fromEnvironmentSlug: null,
    version: 'version',
    artifact: {
      artifactId: exampleId,
      digest: 'sha256:' + 'ab'.repeat(32),
      sizeBytes: 2048,
      fileName: 'hello-service.tgz',
    },
    commit: exampleCommit,
    requestedBy: exampleActor,
  },
});
