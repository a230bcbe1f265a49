import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { exampleId } from '../shapes.js';

/** `parentOrgId` is the agency that a child organization belongs to; the child has its parent's plan. */
export const identityOrgCreatedV1 = defineEvent({
  type: 'identity.org-created',
  version: 1,
  data: z.object({
    slug: z.string(),
    name: z.string(),
    ownerUserId: z.uuid(),
    parentOrgId: z.uuid().nullable().default(null),
  }),
  example: {
    slug: 'slug',
    name: 'name',
    ownerUserId: exampleId,
    parentOrgId: null,
  },
});
