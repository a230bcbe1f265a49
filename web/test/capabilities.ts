import type { CapabilitiesResponse, MemberPermission } from '../src/shared/api/generated/types.gen.js';

/** What the server answers for somebody who holds these permissions in every environment, and no others. */
export function capabilitiesOf(...permissions: MemberPermission[]): CapabilitiesResponse {
  const grantedBy = { roles: ['Owner', 'Admin'], people: ['Ada Lovelace'] };
  return {
    role: 'operator',
    permissions,
    items: permissions.map((permission) => ({ permission, allowed: true, reason: null, grantedBy })),
    environments: [],
  };
}
