import { z } from 'zod';
import { ORG_STATUSES } from '../../org-status.js';
import { defineEvent } from '../define-event.js';

/** The organization as it is now: its names, and whether anything in it may change. State-carrying; the newest version wins. */
export const identityOrgChangedV1 = defineEvent({
  type: 'identity.org-changed',
  version: 1,
  data: z.object({
    slug: z.string(),
    name: z.string(),
    status: z.enum(ORG_STATUSES),
    /** The agency that the organization is a client of. */
    parentOrgId: z.uuid().nullable(),
  }),
  example: { slug: 'acme', name: 'Acme', status: 'suspended', parentOrgId: null },
});
