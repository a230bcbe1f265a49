import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { commitShape, exampleCommit, exampleId } from '../shapes.js';

export const pipelinesArtifactPublishedV1 = defineEvent({
  type: 'pipelines.artifact-published',
  version: 1,
  data: z.object({
    artifactId: z.uuid(),
    executionId: z.uuid(),
    nodeKey: z.string(),
    name: z.string(),
    digest: z.string(),
    sizeBytes: z.int(),
    commit: commitShape,
  }),
  example: {
    artifactId: exampleId,
    executionId: exampleId,
    nodeKey: 'node key',
    name: 'name',
    digest: 'digest',
    sizeBytes: 1,
    commit: exampleCommit,
  },
});
