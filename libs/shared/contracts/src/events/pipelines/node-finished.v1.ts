import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { exampleId } from '../shapes.js';

export const pipelinesNodeFinishedV1 = defineEvent({
  type: 'pipelines.node-finished',
  version: 1,
  data: z.object({
    executionId: z.uuid(),
    nodeId: z.uuid(),
    nodeKey: z.string(),
    kind: z.string(),
    outcome: z.string(),
    attempt: z.int(),
    durationMs: z.int(),
  }),
  example: {
    executionId: exampleId,
    nodeId: exampleId,
    nodeKey: 'node key',
    kind: 'kind',
    outcome: 'outcome',
    attempt: 1,
    durationMs: 1,
  },
});
