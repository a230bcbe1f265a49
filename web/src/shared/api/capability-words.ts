import type { CapabilitiesResponse, CapabilityResponse } from './generated/types.gen.js';

const ANY_PERMISSION = 'members.manage';

function itemOf(capabilities: CapabilitiesResponse | undefined, permission: string): CapabilityResponse | undefined {
  return capabilities?.items.find((item) => item.permission === permission);
}

/** Whether the permission is held in this environment: the role's, plus what is granted there, less what is withheld. */
export function allowedIn(
  capabilities: CapabilitiesResponse | undefined,
  permission: string,
  environmentId: string,
): boolean {
  const item = itemOf(capabilities, permission);
  if (!capabilities || !item?.allowed) return false;
  const here = capabilities.environments.find((environment) => environment.environmentId === environmentId);
  if (here?.denied.includes(permission)) return false;
  return capabilities.permissions.includes(permission) || (here?.allowed.includes(permission) ?? false);
}

/** Who can grant the permission, by name where names are known. */
export function grantorWords(capabilities: CapabilitiesResponse | undefined, permission = ANY_PERMISSION): string {
  const grantedBy = itemOf(capabilities, permission)?.grantedBy;
  const people = grantedBy?.people.slice(0, 3) ?? [];
  if (people.length > 0) return `${people.join(' or ')} can grant it.`;
  const roles = grantedBy?.roles.map((role) => role.toLowerCase()) ?? [];
  return `An ${roles.length > 0 ? roles.join(' or ') : 'owner or admin'} of the organization can grant it.`;
}

/** Why not, in a sentence, and who can change it. */
export function whyNot(
  capabilities: CapabilitiesResponse | undefined,
  permission: string,
  environmentId?: string,
): string {
  const reason = itemOf(capabilities, permission)?.reason;
  if (reason === 'suspended') return 'The organization is suspended, so nothing in it can be changed.';
  if (reason === 'impersonation') return 'Nobody does this on behalf of another person.';
  if (reason === 'plan') return 'The plan of the organization does not include this. See Plan and usage.';
  const where = environmentId === undefined ? '' : ` in ${nameOf(capabilities, environmentId)}`;
  return `Needs the permission ${permission}${where}. ${grantorWords(capabilities, permission)}`;
}

function nameOf(capabilities: CapabilitiesResponse | undefined, environmentId: string): string {
  const found = capabilities?.environments.find((environment) => environment.environmentId === environmentId);
  return found?.name ?? 'this environment';
}
