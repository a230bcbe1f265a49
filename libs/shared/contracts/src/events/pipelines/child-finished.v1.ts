import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { exampleId } from '../shapes.js';

/** The end of an execution that a node of another one has started, told apart so that other ends need no telling. */
export const pipelinesChildFinishedV1 = defineEvent({
  type: 'pipelines.child-finished',
  version: 1,
  data: z.object({
    executionId: z.uuid(),
    number: z.int(),
    outcome: z.enum(['succeeded', 'warning', 'failed', 'errored', 'cancelled', 'timed_out', 'blocked', 'unknown']),
    reason: z.string().nullable(),
  }),
  example: { executionId: exampleId, number: 41, outcome: 'succeeded', reason: null },
});
