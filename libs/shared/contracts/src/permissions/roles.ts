import { type MemberPermission, PERMISSIONS } from './catalog.js';

export const ROLES = ['owner', 'admin', 'operator', 'developer', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

const PRIVATE_READS: readonly MemberPermission[] = ['audit.read', 'api_keys.read', 'delivery.read'];
const readOnly = PERMISSIONS.filter((p) => p.endsWith('.read') && !PRIVATE_READS.includes(p));
const developer: MemberPermission[] = [
  ...readOnly,
  'repositories.manage',
  'pipelines.edit',
  'executions.start',
  'executions.cancel',
  'approvals.vote',
  'approvals.request',
  'incidents.manage',
  'evidence.record',
];
const operator: MemberPermission[] = [
  ...developer,
  'artifacts.manage',
  'evidence.manage',
  'runners.manage',
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
  'delivery.read',
];
const OWNERS_ONLY: readonly MemberPermission[] = ['billing.manage', 'org.own'];
const admin: MemberPermission[] = PERMISSIONS.filter((p) => !OWNERS_ONLY.includes(p));

/** The preset roles, weakest last. */
export const ROLE_PERMISSIONS: Record<Role, readonly MemberPermission[]> = {
  owner: PERMISSIONS,
  admin,
  operator,
  developer,
  viewer: readOnly,
};
