import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { exampleId } from '../shapes.js';

/** The gateway drops cached exchanges of this key. */
export const identityApiKeyRevokedV1 = defineEvent({
  type: 'identity.api-key-revoked',
  version: 1,
  data: z.object({
    apiKeyId: z.uuid(),
    prefix: z.string(),
  }),
  example: {
    apiKeyId: exampleId,
    prefix: 'prefix',
  },
});
