import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { exampleId } from '../shapes.js';

/** A key was revoked, or an older secret of it ended at once: the gateway drops cached exchanges of the key. */
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
