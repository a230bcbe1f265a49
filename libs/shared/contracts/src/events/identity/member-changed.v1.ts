import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { exampleId } from '../shapes.js';

/** `role` null: the person is no longer a member. */
export const identityMemberChangedV1 = defineEvent({
  type: 'identity.member-changed',
  version: 1,
  data: z.object({
    userId: z.uuid(),
    email: z.string(),
    fullName: z.string(),
    role: z.enum(['owner', 'admin', 'operator', 'developer', 'viewer']).nullable(),
  }),
  example: {
    userId: exampleId,
    email: 'email',
    fullName: 'full name',
    role: 'owner',
  },
});
