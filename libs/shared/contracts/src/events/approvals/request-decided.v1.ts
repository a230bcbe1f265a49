import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { actorShape, exampleActor, exampleId } from '../shapes.js';

/**
 * A request without a run has come to its end; those of runs end with `approvals.decided`. `requestId` is the one of
 * `deployments.approval-requested`, null for a change request.
 */
export const approvalsRequestDecidedV1 = defineEvent({
  type: 'approvals.request-decided',
  version: 1,
  data: z.object({
    approvalId: z.uuid(),
    kind: z.enum(['promotion', 'drift', 'change_request']),
    requestId: z.uuid().nullable(),
    title: z.string(),
    decision: z.enum(['approved', 'rejected', 'expired', 'withdrawn']),
    decidedBy: actorShape,
    votes: z.int(),
    requiredVotes: z.int(),
    comment: z.string().nullable(),
    /** Of what was decided on. */
    evidenceDigest: z.string(),
  }),
  example: {
    approvalId: exampleId,
    kind: 'promotion',
    requestId: exampleId,
    title: 'Promote hello-service 41-9f3c1a2 to production',
    decision: 'approved',
    decidedBy: exampleActor,
    votes: 2,
    requiredVotes: 2,
    comment: null,
    evidenceDigest: 'sha256:' + 'ab'.repeat(32),
  },
});
