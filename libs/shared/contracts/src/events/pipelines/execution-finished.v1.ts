import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { commitShape, exampleCommit, exampleId } from '../shapes.js';

export const pipelinesExecutionFinishedV1 = defineEvent({
  type: 'pipelines.execution-finished',
  version: 1,
  data: z.object({
    executionId: z.uuid(),
    number: z.int(),
    pipelineId: z.uuid(),
    pipelineName: z.string(),
    projectId: z.uuid(),
    outcome: z.enum(['succeeded', 'warning', 'failed', 'errored', 'cancelled', 'timed_out', 'blocked', 'unknown']),
    reason: z.string().nullable(),
    commit: commitShape,
    durationMs: z.int(),
  }),
  example: {
    executionId: exampleId,
    number: 41,
    pipelineId: exampleId,
    pipelineName: 'pipeline name',
    projectId: exampleId,
    outcome: 'succeeded',
    reason: null,
    commit: exampleCommit,
    durationMs: 1,
  },
});
