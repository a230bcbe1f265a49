import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { exampleId } from '../shapes.js';

/**
 * Every service deletes all that it has of the organization and answers with `org-purged`. Sent in the name of the
 * installation (`INSTALLATION_ID`), because what is recorded of an event in the organization's own name would be purged.
 */
export const identityOrgPurgeRequestedV1 = defineEvent({
  type: 'identity.org-purge-requested',
  version: 1,
  data: z.object({ organizationId: z.uuid() }),
  example: { organizationId: exampleId },
});
