import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { exampleId } from '../shapes.js';

/** What a person, or a service account (`userId` is its id), may do has changed; cached exchanges of it are void. */
export const identityAuthorityChangedV1 = defineEvent({
  type: 'identity.authority-changed',
  version: 1,
  data: z.object({
    userId: z.uuid(),
    authEpoch: z.int(),
  }),
  example: {
    userId: exampleId,
    authEpoch: 1,
  },
});
