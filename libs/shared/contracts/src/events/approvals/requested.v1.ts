import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { actorShape, exampleActor, exampleId } from '../shapes.js';

export const approvalsRequestedV1 = defineEvent({
  type: 'approvals.requested',
  version: 1,
  data: z.object({
    approvalId: z.uuid(),
    executionId: z.uuid(),
    nodeId: z.uuid(),
    nodeKey: z.string(),
    title: z.string(),
    requiredVotes: z.int(),
    requestedBy: actorShape,
    evidenceDigest: z.string(),
  }),
  example: {
    approvalId: exampleId,
    executionId: exampleId,
    nodeId: exampleId,
    nodeKey: 'node key',
    title: 'title',
    requiredVotes: 1,
    requestedBy: exampleActor,
    evidenceDigest: 'evidence digest',
  },
});
