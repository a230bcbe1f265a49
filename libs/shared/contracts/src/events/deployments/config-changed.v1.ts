import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { actorShape, exampleActor, exampleId } from '../shapes.js';

export const deploymentsConfigChangedV1 = defineEvent({
  type: 'deployments.config-changed',
  version: 1,
  data: z.object({
    serviceId: z.uuid(),
    environmentId: z.uuid(),
    version: z.int(),
    changedNames: z.array(z.string()),
    /** Those of the names that are or were secrets. */
    secretNames: z.array(z.string()).optional(),
    changedBy: actorShape,
  }),
  example: {
    serviceId: exampleId,
    environmentId: exampleId,
    version: 1,
    changedNames: ['GREETING', 'TOKEN'],
    secretNames: ['TOKEN'],
    changedBy: exampleActor,
  },
});
