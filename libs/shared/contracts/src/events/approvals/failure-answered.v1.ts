import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { actorShape, exampleActor, exampleId } from '../shapes.js';

/** What becomes of a node that has failed: what somebody said, or why nobody does any more. */
export const approvalsFailureAnsweredV1 = defineEvent({
  type: 'approvals.failure-answered',
  version: 1,
  data: z.object({
    approvalId: z.uuid(),
    executionId: z.uuid(),
    nodeId: z.uuid(),
    nodeKey: z.string(),
    title: z.string(),
    attempt: z.int(),
    answer: z.enum(['retry', 'skip', 'abort', 'expired', 'withdrawn']),
    answeredBy: actorShape,
    comment: z.string().nullable(),
  }),
  example: {
    approvalId: exampleId,
    executionId: exampleId,
    nodeId: exampleId,
    nodeKey: 'test',
    title: 'test failed',
    attempt: 2,
    answer: 'retry',
    answeredBy: exampleActor,
    comment: null,
  },
});
