/** Everything a member can be allowed to do. A route names one of these; a role is a set of them. */
export const PERMISSIONS = [
  'org.read',
  'org.manage',
  'members.read',
  'members.manage',
  'projects.read',
  'projects.manage',
  'api_keys.read',
  'api_keys.manage',
  'audit.read',
  'repositories.read',
  'repositories.manage',
  'pipelines.read',
  'executions.read',
  'executions.start',
  'executions.cancel',
  'artifacts.read',
  'approvals.read',
  'approvals.vote',
  'runners.read',
  'services.read',
  'services.manage',
  'environments.read',
  'environments.manage',
  'hosts.read',
  'hosts.manage',
  'config.read',
  'config.manage',
  'deployments.read',
  'deployments.create',
  'deployments.promote',
  'deployments.rollback',
  'logs.read',
  'alerts.read',
  'alerts.manage',
  'incidents.read',
  'incidents.manage',
  'changes.read',
  'billing.read',
  'billing.manage',
] as const;
export type MemberPermission = (typeof PERMISSIONS)[number];

/** Held by keys and never by a role. */
export const KEY_PERMISSIONS = ['logs.ingest'] as const;
export type Permission = MemberPermission | (typeof KEY_PERMISSIONS)[number];

export const ROLES = ['owner', 'admin', 'operator', 'developer', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

const readOnly = PERMISSIONS.filter((p) => p.endsWith('.read') && p !== 'audit.read' && p !== 'api_keys.read');
const developer: MemberPermission[] = [
  ...readOnly,
  'repositories.manage',
  'executions.start',
  'executions.cancel',
  'approvals.vote',
  'incidents.manage',
];
const operator: MemberPermission[] = [
  ...developer,
  'services.manage',
  'environments.manage',
  'hosts.manage',
  'config.manage',
  'deployments.create',
  'deployments.promote',
  'deployments.rollback',
  'alerts.manage',
  'audit.read',
  'api_keys.read',
  'api_keys.manage',
];
const admin: MemberPermission[] = PERMISSIONS.filter((p) => p !== 'billing.manage');

/** The preset roles, weakest last. */
export const ROLE_PERMISSIONS: Record<Role, readonly MemberPermission[]> = {
  owner: PERMISSIONS,
  admin,
  operator,
  developer,
  viewer: readOnly,
};
