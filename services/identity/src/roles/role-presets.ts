import {
  type MemberPermission,
  PER_ENVIRONMENT_PERMISSIONS,
  type Role,
  ROLE_PERMISSIONS,
} from '@throughline/contracts';

export interface PresetRole {
  key: string;
  name: string;
  description: string;
  basedOn: Exclude<Role, 'owner'>;
  permissions: readonly MemberPermission[];
  /** Granted beyond these in every environment of the class `dev` that there is when the preset is added. */
  allowInDev?: readonly MemberPermission[];
}

export interface RolePreset {
  key: string;
  title: string;
  /** Whose words these are, for the list in the role editor. */
  description: string;
  /** Names of this vocabulary that are presets of ours, by our key. */
  sameAs: readonly Role[];
  /** What has to be made. */
  roles: readonly PresetRole[];
}

const withMore = (role: Role, ...more: MemberPermission[]): MemberPermission[] => [...ROLE_PERMISSIONS[role], ...more];
const without = (role: Role, ...less: readonly MemberPermission[]): MemberPermission[] =>
  ROLE_PERMISSIONS[role].filter((permission) => !less.includes(permission));

/** The vocabularies of the systems before this one, each to be added with one click. */
export const ROLE_PRESETS: readonly RolePreset[] = [
  {
    key: 'operations',
    title: 'Admin, operator, viewer',
    description: 'Admins set things up, operators run them, viewers look on.',
    sameAs: ['admin', 'operator', 'viewer'],
    roles: [],
  },
  {
    key: 'workflow',
    title: 'Admin, developer, viewer',
    description: 'Developers work in dev environments and ask for promotions; admins have production and approve.',
    sameAs: ['admin', 'viewer'],
    roles: [
      {
        key: 'workflow-developer',
        name: 'Workflow developer',
        description: 'Deploys and configures in dev environments, and starts promotions that others approve.',
        basedOn: 'developer',
        permissions: [...without('developer', 'approvals.vote'), 'deployments.promote'],
        allowInDev: PER_ENVIRONMENT_PERMISSIONS.filter((permission) => permission !== 'approvals.vote'),
      },
    ],
  },
  {
    key: 'analytics',
    title: 'Business user, analyst, operations manager',
    description: 'For people who read and report, and for those who lead them.',
    sameAs: ['admin'],
    roles: [
      {
        key: 'business-user',
        name: 'Business user',
        description: 'Sees everything that is shared and keeps alert rules of their own.',
        basedOn: 'viewer',
        permissions: withMore('viewer', 'alerts.manage'),
      },
      {
        key: 'analyst',
        name: 'Analyst',
        description: 'All that a business user may, and works on incidents and executions.',
        basedOn: 'developer',
        permissions: withMore('viewer', 'alerts.manage', 'incidents.manage', 'executions.start', 'executions.cancel'),
      },
      {
        key: 'ops-manager',
        name: 'Operations manager',
        description: 'Leads a team: members, approvals, incidents and what was done.',
        basedOn: 'operator',
        permissions: withMore(
          'viewer',
          'members.manage',
          'approvals.vote',
          'alerts.manage',
          'incidents.manage',
          'audit.read',
        ),
      },
    ],
  },
  {
    key: 'delivery',
    title: 'Tester, contributor',
    description: 'Those who try out what others build, and those who build without deciding.',
    sameAs: [],
    roles: [
      {
        key: 'tester',
        name: 'Tester',
        description: 'Starts executions and says whether what they made is good.',
        basedOn: 'viewer',
        permissions: withMore('viewer', 'executions.start', 'executions.cancel', 'approvals.vote'),
      },
      {
        key: 'contributor',
        name: 'Contributor',
        description: 'A developer who approves nothing.',
        basedOn: 'developer',
        permissions: without('developer', 'approvals.vote'),
      },
    ],
  },
];
