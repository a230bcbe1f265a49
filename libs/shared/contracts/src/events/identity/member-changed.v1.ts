import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { exampleId } from '../shapes.js';

/**
 * `role` null: the person is no longer a member. It is the preset role that the member's role ranks as; the role itself is
 * `roleKey`, and `permissions` is what it holds, apart from what single environments grant or withhold.
 */
export const identityMemberChangedV1 = defineEvent({
  type: 'identity.member-changed',
  version: 1,
  data: z.object({
    userId: z.uuid(),
    email: z.string(),
    fullName: z.string(),
    role: z.enum(['owner', 'admin', 'operator', 'developer', 'viewer']).nullable(),
    roleKey: z.string().nullable().default(null),
    permissions: z.array(z.string()).default([]),
  }),
  example: {
    userId: exampleId,
    email: 'email',
    fullName: 'full name',
    role: 'owner',
    roleKey: 'owner',
    permissions: ['org.read'],
  },
});
