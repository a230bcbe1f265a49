/** What a permission is, for the role editor and for the problem that says which one is missing. */
export interface PermissionFacts {
  /** The heading under which the role editor shows it. */
  group: PermissionGroup;
  title: string;
  /** Whether it may be granted or withheld for single environments. */
  perEnvironment?: true;
  /** Whether a person behind an impersonation never has it (reliability: no secrets, keys, members, money, votes). */
  neverImpersonated?: true;
}

export const PERMISSION_GROUPS = ['organization', 'code', 'delivery', 'operation', 'billing'] as const;
export type PermissionGroup = (typeof PERMISSION_GROUPS)[number];

/** Everything that a member can be allowed to do. A route names one of these; a role is a set of them. */
export const PERMISSION_CATALOG = {
  'org.read': { group: 'organization', title: 'See the organization' },
  'org.manage': { group: 'organization', title: 'Change the organization’s name, address and settings' },
  'org.own': { group: 'organization', title: 'Transfer ownership, schedule deletion', neverImpersonated: true },
  'members.read': { group: 'organization', title: 'See members and invitations' },
  'members.manage': {
    group: 'organization',
    title: 'Invite, remove and change the role of members',
    neverImpersonated: true,
  },
  'roles.read': { group: 'organization', title: 'See roles and what they allow' },
  'roles.manage': { group: 'organization', title: 'Make roles and grant per environment', neverImpersonated: true },
  'projects.read': { group: 'organization', title: 'See projects' },
  'projects.manage': { group: 'organization', title: 'Make, change and archive projects' },
  'api_keys.read': { group: 'organization', title: 'See API keys and service accounts' },
  'api_keys.manage': {
    group: 'organization',
    title: 'Make, rotate and revoke API keys and service accounts',
    neverImpersonated: true,
  },
  'audit.read': { group: 'organization', title: 'Read and export the audit log' },
  'delivery.read': { group: 'organization', title: 'See events that could not be applied' },
  'delivery.manage': { group: 'organization', title: 'Replay or discard events that could not be applied' },
  'repositories.read': { group: 'code', title: 'See repositories and branch rules' },
  'repositories.manage': { group: 'code', title: 'Connect and change repositories and branch rules' },
  'pipelines.read': { group: 'code', title: 'See pipelines' },
  'pipelines.edit': {
    group: 'code',
    title: 'Edit pipeline files, and commit them in one’s own name',
    neverImpersonated: true,
  },
  'executions.read': { group: 'code', title: 'See executions and their logs' },
  'executions.start': { group: 'code', title: 'Start executions' },
  'executions.cancel': { group: 'code', title: 'Cancel executions' },
  'artifacts.read': { group: 'code', title: 'Download artifacts' },
  'artifacts.manage': { group: 'code', title: 'Delete artifacts' },
  'evidence.read': { group: 'code', title: 'See evidence, waivers and signing keys' },
  'evidence.record': { group: 'code', title: 'Post evidence about executions' },
  'evidence.manage': {
    group: 'code',
    title: 'Waive findings, register signing keys',
    neverImpersonated: true,
  },
  'approvals.read': { group: 'delivery', title: 'See approvals' },
  'approvals.vote': {
    group: 'delivery',
    title: 'Approve or reject',
    perEnvironment: true,
    neverImpersonated: true,
  },
  'approvals.request': { group: 'delivery', title: 'Make change requests, discuss and withdraw requests' },
  'approvals.manage': {
    group: 'delivery',
    title: 'Keep approval groups, reassign and withdraw requests of others',
    neverImpersonated: true,
  },
  'runners.read': { group: 'code', title: 'See runners' },
  'runners.manage': { group: 'code', title: 'Pause runners, and remove those that are gone' },
  'services.read': { group: 'delivery', title: 'See services' },
  'services.manage': { group: 'delivery', title: 'Make and change services' },
  'environments.read': { group: 'delivery', title: 'See environments' },
  'environments.manage': { group: 'delivery', title: 'Make and change environments' },
  'hosts.read': { group: 'delivery', title: 'See hosts' },
  'hosts.manage': { group: 'delivery', title: 'Add, change and remove hosts', perEnvironment: true },
  'config.read': { group: 'delivery', title: 'See configuration (never the value of a secret)' },
  'config.manage': {
    group: 'delivery',
    title: 'Change configuration and secrets',
    perEnvironment: true,
    neverImpersonated: true,
  },
  'deployments.read': { group: 'delivery', title: 'See releases and deployments' },
  'deployments.create': { group: 'delivery', title: 'Deploy', perEnvironment: true },
  'deployments.promote': { group: 'delivery', title: 'Promote into an environment', perEnvironment: true },
  'deployments.rollback': { group: 'delivery', title: 'Roll back', perEnvironment: true },
  'logs.read': { group: 'operation', title: 'Search logs' },
  'alerts.read': { group: 'operation', title: 'See alert rules and firings' },
  'alerts.manage': { group: 'operation', title: 'Make and change alert rules' },
  'incidents.read': { group: 'operation', title: 'See incidents' },
  'incidents.manage': { group: 'operation', title: 'Work on incidents' },
  'changes.read': { group: 'operation', title: 'See the change ledger' },
  'billing.read': { group: 'billing', title: 'See plan and usage' },
  'billing.manage': { group: 'billing', title: 'Change the plan and pay', neverImpersonated: true },
} as const satisfies Record<string, PermissionFacts>;

export type MemberPermission = keyof typeof PERMISSION_CATALOG;
export const PERMISSIONS = Object.keys(PERMISSION_CATALOG) as MemberPermission[];

/** Held by keys and never by a role. */
export const KEY_PERMISSIONS = ['logs.ingest'] as const;
export type Permission = MemberPermission | (typeof KEY_PERMISSIONS)[number];

/** The facts of a permission; the catalogue's entries without the narrowness of their literal types. */
export function factsOf(permission: MemberPermission): PermissionFacts {
  return PERMISSION_CATALOG[permission];
}

/** Whether a text names a permission that a role can hold. */
export function isMemberPermission(text: string): text is MemberPermission {
  return Object.hasOwn(PERMISSION_CATALOG, text);
}

/** The permissions that an environment may grant or withhold. */
export const PER_ENVIRONMENT_PERMISSIONS: readonly MemberPermission[] = PERMISSIONS.filter(
  (permission) => factsOf(permission).perEnvironment === true,
);
