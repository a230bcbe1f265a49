import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { actorShape, exampleActor, exampleId } from '../shapes.js';

/** What `deployments.approval-requested` asked for is not asked any more: the promotion was cancelled, the drift is gone. */
export const deploymentsApprovalWithdrawnV1 = defineEvent({
  type: 'deployments.approval-withdrawn',
  version: 1,
  data: z.object({
    requestId: z.uuid(),
    reason: z.string(),
    withdrawnBy: actorShape,
  }),
  example: { requestId: exampleId, reason: 'The promotion was cancelled.', withdrawnBy: exampleActor },
});
