import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { actorShape, exampleActor, exampleId } from '../shapes.js';

/** A node has failed, and a person is asked what to do; `approvals.failure-answered` with the same approvalId follows. */
export const approvalsFailureAskedV1 = defineEvent({
  type: 'approvals.failure-asked',
  version: 1,
  data: z.object({
    approvalId: z.uuid(),
    executionId: z.uuid(),
    nodeId: z.uuid(),
    nodeKey: z.string(),
    title: z.string(),
    /** The attempt that failed, from 1. */
    attempt: z.int(),
    outcome: z.enum(['failed', 'timed_out']),
    message: z.string().nullable(),
    exitCode: z.int().nullable(),
    requestedBy: actorShape,
  }),
  example: {
    approvalId: exampleId,
    executionId: exampleId,
    nodeId: exampleId,
    nodeKey: 'test',
    title: 'test failed',
    attempt: 2,
    outcome: 'failed',
    message: 'The command ended with exit code 1.',
    exitCode: 1,
    requestedBy: exampleActor,
  },
});
