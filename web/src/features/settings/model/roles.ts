import type { Role } from '../../../shared/api/generated/types.gen.js';

/** What each role is for, in a line. The server holds the exact permissions. */
export const ROLE_MEANING: Record<Role, string> = {
  owner: 'Everything, including the plan and other owners',
  admin: 'Everything but the plan and the owners',
  operator: 'Deploys, promotes, rolls back, handles incidents, votes',
  developer: 'Starts runs, changes configuration, reads everything of the projects',
  viewer: 'Reads, changes nothing',
};

export const ROLES = Object.keys(ROLE_MEANING) as Role[];

/** Options of a select: `operator`. */
export const ROLE_OPTIONS = ROLES.map((role) => ({ value: role, label: role }));

/** The role when the word is one; a select hands over any text. */
export function toRole(word: string): Role | undefined {
  return ROLES.find((role) => role === word);
}
