import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { exampleId } from './shapes.js';

/** A service has nothing left of the organization. Sent in the name of the installation (`INSTALLATION_ID`). */
export const orgPurgedV1 = defineEvent({
  type: 'org-purged',
  version: 1,
  data: z.object({
    service: z.string(),
    organizationId: z.uuid(),
    /** How many rows were deleted. */
    rows: z.int().nonnegative(),
  }),
  example: { service: 'billing', organizationId: exampleId, rows: 42 },
});
