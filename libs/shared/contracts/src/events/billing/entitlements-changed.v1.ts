import { z } from 'zod';
import { defineEvent } from '../define-event.js';

export const billingEntitlementsChangedV1 = defineEvent({
  type: 'billing.entitlements-changed',
  version: 1,
  data: z.object({
    version: z.int(),
    planKey: z.string(),
    items: z.array(z.object({ feature: z.string(), limit: z.int().nullable() })),
  }),
  example: {
    version: 1,
    planKey: 'plan key',
    items: [{ feature: 'members', limit: 5 }],
  },
});
