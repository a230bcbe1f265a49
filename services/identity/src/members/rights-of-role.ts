import { type EnvironmentGrant, type MemberPermission, type Role, ROLE_PERMISSIONS } from '@throughline/contracts';
import type { Tx } from '@throughline/platform';

/** What may be done: everywhere in the organization, and how single environments differ. */
export interface Rights {
  permissions: readonly string[];
  environmentGrants: Readonly<Record<string, EnvironmentGrant>>;
}

/** What a role holds in its organization: the one place where keys and service accounts ask. Takes any transaction. */
export async function rightsOfRole(_tx: Tx, _orgId: string, role: Role): Promise<Rights> {
  const permissions: readonly MemberPermission[] = ROLE_PERMISSIONS[role];
  return { permissions, environmentGrants: {} };
}
