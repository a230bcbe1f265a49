import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { actorShape, commitShape, exampleActor, exampleCommit, exampleId } from '../shapes.js';

/**
 * Something of the deployments service waits for people: it appears in the approval inbox, which answers with
 * `approvals.request-decided`. Said again with the same `requestId` it replaces what was said before; votes that were cast
 * on other evidence no longer count then. `environmentIds`: where a voter needs the permission. The events about a request
 * have its `requestId` as their aggregate: they are read in order.
 */
export const deploymentsApprovalRequestedV1 = defineEvent({
  type: 'deployments.approval-requested',
  version: 1,
  data: z.object({
    requestId: z.uuid(),
    kind: z.enum(['promotion', 'drift']),
    /** What is asked, and what happens after a yes. */
    title: z.string(),
    effect: z.string(),
    requiredVotes: z.int().positive(),
    /** Who may vote beside the permission; three empty lists: everybody who holds it. */
    roles: z.array(z.string()),
    groups: z.array(z.string()),
    members: z.array(z.uuid()),
    comment: z.enum(['optional', 'reject', 'always']),
    requestedBy: actorShape,
    environmentIds: z.array(z.uuid()),
    commit: commitShape.nullable(),
    /** What the decision rests on, in the order in which it is read. */
    evidence: z.array(z.object({ term: z.string(), value: z.string() })),
    expiresAt: z.iso.datetime().nullable(),
  }),
  example: {
    requestId: exampleId,
    kind: 'promotion',
    title: 'Promote hello-service 41-9f3c1a2 to production',
    effect: 'Deploys release 41-9f3c1a2 to production.',
    requiredVotes: 2,
    roles: [],
    groups: ['release-managers'],
    members: [],
    comment: 'reject',
    requestedBy: exampleActor,
    environmentIds: [exampleId],
    commit: exampleCommit,
    evidence: [{ term: 'Artifact', value: 'sha256:' + 'ab'.repeat(32) }],
    expiresAt: null,
  },
});
