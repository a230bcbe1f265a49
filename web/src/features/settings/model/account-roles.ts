import type { ServiceAccountRole } from '../../../shared/api/generated/types.gen.js';

/** What each role of a service account is for, in a line; weakest first. The server holds the exact permissions. */
export const ROLE_MEANING: Record<ServiceAccountRole, string> = {
  viewer: 'Reads, changes nothing',
  developer: 'Starts runs, changes configuration, reads everything of the projects',
  operator: 'Deploys, promotes, rolls back, handles incidents',
  admin: 'Everything but the plan and the owners',
};

export const ACCOUNT_ROLES = Object.keys(ROLE_MEANING) as ServiceAccountRole[];
