import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { exampleId } from '../shapes.js';

/** A project that was deleted is archived for good. */
export const identityProjectChangedV1 = defineEvent({
  type: 'identity.project-changed',
  version: 1,
  data: z.object({
    projectId: z.uuid(),
    slug: z.string(),
    name: z.string(),
    archived: z.boolean(),
  }),
  example: {
    projectId: exampleId,
    slug: 'slug',
    name: 'name',
    archived: false,
  },
});
