import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { exampleId } from '../shapes.js';

export const deploymentsEnvironmentChangedV1 = defineEvent({
  type: 'deployments.environment-changed',
  version: 1,
  data: z.object({
    environmentId: z.uuid(),
    slug: z.string(),
    name: z.string(),
    class: z.enum(['dev', 'staging', 'production']),
    position: z.int(),
    autoRollback: z.boolean(),
  }),
  example: {
    environmentId: exampleId,
    slug: 'slug',
    name: 'name',
    class: 'dev',
    position: 1,
    autoRollback: false,
  },
});
