import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { actorShape, commitShape, exampleActor, exampleCommit, exampleId } from '../shapes.js';

export const pipelinesExecutionStartedV1 = defineEvent({
  type: 'pipelines.execution-started',
  version: 1,
  data: z.object({
    executionId: z.uuid(),
    number: z.int(),
    pipelineId: z.uuid(),
    pipelineName: z.string(),
    projectId: z.uuid(),
    repositoryId: z.uuid(),
    trigger: z.enum(['push', 'manual', 'replay', 'schedule', 'tag', 'pull_request', 'pipeline', 'hook', 'parent']),
    commit: commitShape,
    requestedBy: actorShape,
  }),
  example: {
    executionId: exampleId,
    number: 41,
    pipelineId: exampleId,
    pipelineName: 'pipeline name',
    projectId: exampleId,
    repositoryId: exampleId,
    trigger: 'push',
    commit: exampleCommit,
    requestedBy: exampleActor,
  },
});
