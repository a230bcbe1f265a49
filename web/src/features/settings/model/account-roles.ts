import type { RoleResponse } from '../../../shared/api/generated/types.gen.js';

type Choice = { value: string; label: string };

/** The roles that a service account can have: all of the organization's but owner, in the order of the list. */
export function accountRoles(roles: readonly Pick<RoleResponse, 'key' | 'name'>[]): Choice[] {
  return roles.filter(({ key }) => key !== 'owner').map(({ key, name }) => ({ value: key, label: name }));
}

/** What a role is for, as the organization says; empty when it says nothing. */
export function roleMeaning(roles: readonly Pick<RoleResponse, 'key' | 'description'>[], key: string): string {
  return roles.find((role) => role.key === key)?.description ?? '';
}
