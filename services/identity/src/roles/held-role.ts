import { type MemberPermission, PERMISSION_CATALOG, type Role, ROLE_PERMISSIONS, ROLES } from '@throughline/contracts';

/** A role as somebody can have it: one of the presets, or one that the organization made. */
export interface HeldRole {
  /** Null for a preset. */
  id: string | null;
  /** Unique in the organization, and never changes. */
  key: string;
  name: string;
  /** The preset that it ranks as: who may manage whom. */
  rank: Role;
  permissions: readonly MemberPermission[];
}

const NAMES: Record<Role, string> = {
  owner: 'Owner',
  admin: 'Admin',
  operator: 'Operator',
  developer: 'Developer',
  viewer: 'Viewer',
};

export function builtInRole(rank: Role): HeldRole {
  return { id: null, key: rank, name: NAMES[rank], rank, permissions: ROLE_PERMISSIONS[rank] };
}

export const BUILT_IN_ROLES: readonly HeldRole[] = ROLES.map(builtInRole);

export function isBuiltIn(key: string): key is Role {
  return (ROLES as readonly string[]).includes(key);
}

/** A role as it is stored beside whoever has it; the permissions that this release does not know are left out. */
export interface RoleColumns {
  role: Role;
  role_id: string | null;
  role_key: string | null;
  role_name: string | null;
  role_permissions: string[] | null;
}

/** What a query selects to read a `HeldRole`: `holder` has the columns `role` and `role_id`, `r` is the role, left joined. */
export const roleColumnsOf = (holder: string): string =>
  `${holder}.role, ${holder}.role_id, r.key AS role_key, r.name AS role_name, r.permissions AS role_permissions`;

/** Of a membership. */
export const ROLE_COLUMNS = roleColumnsOf('m');

export function heldRole(row: RoleColumns): HeldRole {
  if (row.role_id === null || row.role_key === null) return builtInRole(row.role);
  return {
    id: row.role_id,
    key: row.role_key,
    name: row.role_name ?? row.role_key,
    rank: row.role,
    permissions: knownPermissions(row.role_permissions ?? []),
  };
}

/** In the catalogue's order. */
export function knownPermissions(texts: readonly string[]): MemberPermission[] {
  return (Object.keys(PERMISSION_CATALOG) as MemberPermission[]).filter((permission) => texts.includes(permission));
}
