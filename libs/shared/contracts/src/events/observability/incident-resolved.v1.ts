import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { exampleId } from '../shapes.js';

export const observabilityIncidentResolvedV1 = defineEvent({
  type: 'observability.incident-resolved',
  version: 1,
  data: z.object({
    incidentId: z.uuid(),
    number: z.int(),
    state: z.enum(['mitigated', 'resolved']),
    serviceId: z.uuid(),
    environmentId: z.uuid(),
    suspectDeploymentId: z.uuid().nullable(),
  }),
  example: {
    incidentId: exampleId,
    number: 41,
    state: 'mitigated',
    serviceId: exampleId,
    environmentId: exampleId,
    suspectDeploymentId: exampleId,
  },
});
