import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { exampleId } from '../shapes.js';

export const deploymentsServiceChangedV1 = defineEvent({
  type: 'deployments.service-changed',
  version: 1,
  data: z.object({
    serviceId: z.uuid(),
    projectId: z.uuid(),
    slug: z.string(),
    name: z.string(),
  }),
  example: {
    serviceId: exampleId,
    projectId: exampleId,
    slug: 'slug',
    name: 'name',
  },
});
