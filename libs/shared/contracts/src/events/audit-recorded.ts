import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { actorShape, exampleActor, exampleId } from './shapes.js';

/** Every command of every service leaves one such fact in its own transaction; identity keeps the log. */
export const auditRecordedV1 = defineEvent({
  type: 'audit-recorded',
  version: 1,
  data: z.object({
    service: z.string(),
    action: z.string(),
    actor: actorShape,
    resourceKind: z.string(),
    resourceId: z.string(),
    resourceName: z.string().nullable(),
    before: z.record(z.string(), z.unknown()).nullable(),
    after: z.record(z.string(), z.unknown()).nullable(),
    ip: z.string().nullable(),
    userAgent: z.string().nullable(),
  }),
  example: {
    service: 'deployments',
    action: 'environment.created',
    actor: exampleActor,
    resourceKind: 'environment',
    resourceId: exampleId,
    resourceName: 'staging',
    before: null,
    after: { class: 'staging' },
    ip: '203.0.113.7',
    userAgent: 'curl/8',
  },
});
