/** What an organization may be. All but `active` change nothing in it; `purging` and `purged` are not found any more. */
export const ORG_STATUSES = ['active', 'suspended', 'pending_deletion', 'purging', 'purged'] as const;
export type OrgStatus = (typeof ORG_STATUSES)[number];

/**
 * In whose name the installation itself speaks where an event needs an organization: its platform admins' sign-ins,
 * purges. No organization has this id.
 */
export const INSTALLATION_ID = '00000000-0000-7000-8000-000000000000';
