import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { exampleId } from '../shapes.js';

export const identityOrgCreatedV1 = defineEvent({
  type: 'identity.org-created',
  version: 1,
  data: z.object({
    slug: z.string(),
    name: z.string(),
    ownerUserId: z.uuid(),
  }),
  example: {
    slug: 'slug',
    name: 'name',
    ownerUserId: exampleId,
  },
});
