import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { actorShape, exampleActor, exampleId } from '../shapes.js';

export const approvalsDecidedV1 = defineEvent({
  type: 'approvals.decided',
  version: 1,
  data: z.object({
    approvalId: z.uuid(),
    executionId: z.uuid(),
    nodeId: z.uuid(),
    nodeKey: z.string(),
    title: z.string(),
    decision: z.enum(['approved', 'rejected', 'expired', 'withdrawn']),
    decidedBy: actorShape,
    votes: z.int(),
    requiredVotes: z.int(),
    comment: z.string().nullable(),
    /** Withdrawn because a newer commit asks the same question. */
    supersededBy: z.object({ approvalId: z.uuid(), executionId: z.uuid() }).optional(),
  }),
  example: {
    approvalId: exampleId,
    executionId: exampleId,
    nodeId: exampleId,
    nodeKey: 'node key',
    title: 'title',
    decision: 'approved',
    decidedBy: exampleActor,
    votes: 1,
    requiredVotes: 1,
    comment: null,
  },
});
