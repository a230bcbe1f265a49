import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { exampleId } from '../shapes.js';

/** Deployments stops the line and, where the environment says so, rolls the suspect back once. */
export const observabilityIncidentOpenedV1 = defineEvent({
  type: 'observability.incident-opened',
  version: 1,
  data: z.object({
    incidentId: z.uuid(),
    number: z.int(),
    title: z.string(),
    severity: z.enum(['critical', 'high', 'medium', 'low']),
    serviceId: z.uuid(),
    environmentId: z.uuid(),
    alertRuleId: z.uuid().nullable(),
    suspectDeploymentId: z.uuid().nullable(),
    suspectScore: z.number().nullable(),
  }),
  example: {
    incidentId: exampleId,
    number: 41,
    title: 'title',
    severity: 'critical',
    serviceId: exampleId,
    environmentId: exampleId,
    alertRuleId: exampleId,
    suspectDeploymentId: exampleId,
    suspectScore: 0.9,
  },
});
