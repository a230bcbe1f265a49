import { ago, id } from './ids.mjs';

export const ada = {
  userId: id('ada'),
  email: 'ada@acme.test',
  fullName: 'Ada Lovelace',
  role: 'owner',
  roleName: 'Owner',
  basedOn: 'owner',
  joinedAt: ago(60_000),
};
export const grace = {
  userId: id('grace'),
  email: 'grace@acme.test',
  fullName: 'Grace Hopper',
  role: 'operator',
  roleName: 'Operator',
  basedOn: 'operator',
  joinedAt: ago(50_000),
};
export const linus = {
  userId: id('linus'),
  email: 'linus@acme.test',
  fullName: 'Linus Pauling',
  role: 'developer',
  roleName: 'Developer',
  basedOn: 'developer',
  joinedAt: ago(20_000),
};
export const members = [ada, grace, linus];

export const invitations = [
  {
    id: id('inv1'),
    email: 'rosalind@acme.test',
    role: 'developer',
    roleName: 'Developer',
    state: 'pending',
    inviterName: 'Ada Lovelace',
    expiresAt: ago(-4000),
    acceptedAt: null,
    declinedAt: null,
    revokedAt: null,
    createdAt: ago(300),
  },
];

export const organization = {
  id: id('acme'),
  slug: 'acme',
  name: 'Acme',
  role: 'owner',
  parentId: null,
  formerSlugs: [],
  createdAt: ago(60_000),
};

export const me = {
  id: ada.userId,
  email: ada.email,
  fullName: ada.fullName,
  avatarUrl: null,
  organizations: [
    { organizationId: organization.id, slug: 'acme', name: 'Acme', role: 'owner' },
    { organizationId: id('globex'), slug: 'globex', name: 'Globex Research', role: 'viewer' },
  ],
  createdAt: ago(60_000),
};

export const permissions = [
  'org.read',
  'org.manage',
  'roles.read',
  'roles.manage',
  'members.read',
  'members.manage',
  'delivery.read',
  'delivery.manage',
  'projects.read',
  'projects.manage',
  'api_keys.read',
  'api_keys.manage',
  'audit.read',
  'repositories.read',
  'repositories.manage',
  'pipelines.read',
  'pipelines.edit',
  'executions.read',
  'executions.start',
  'executions.cancel',
  'artifacts.read',
  'artifacts.manage',
  'evidence.read',
  'evidence.record',
  'evidence.manage',
  'approvals.read',
  'approvals.vote',
  'approvals.request',
  'approvals.manage',
  'runners.read',
  'runners.manage',
  'services.read',
  'services.manage',
  'config.read',
  'config.manage',
  'environments.read',
  'environments.manage',
  'hosts.read',
  'hosts.manage',
  'deployments.read',
  'deployments.create',
  'deployments.rollback',
  'deployments.promote',
  'logs.read',
  'alerts.read',
  'alerts.manage',
  'incidents.read',
  'incidents.manage',
  'changes.read',
  'billing.read',
];

export const projects = [
  {
    id: id('shop'),
    slug: 'shop',
    name: 'Shop',
    description: 'The storefront and what it calls',
    archived: false,
    createdAt: ago(50_000),
  },
  { id: id('data'), slug: 'data', name: 'Data platform', description: '', archived: false, createdAt: ago(40_000) },
];

export const children = [
  ['client-one', 'Client One', 4],
  ['client-two', 'The Second Client of the Agency', 12],
].map(([slug, name, memberCount]) => ({
  ...{ id: id(slug), slug, name, memberCount },
  ...{ visitorRole: 'admin', createdAt: ago(9_000) },
}));

export const auditEntries = [
  ['deployments.deployment_requested', grace, 'deployment', '#88', 42],
  ['pipelines.vote_cast', grace, 'approval_request', 'Promote 1.8.0 to production', 44],
  ['identity.member_invited', ada, 'invitation', 'rosalind@acme.test', 300],
  ['deployments.config_changed', linus, 'config', 'checkout · production', 900],
  ['identity.api_key_created', ada, 'api_key', 'checkout production logs', 1500],
].map(([action, actor, resourceKind, resourceName, minutes]) => ({
  id: id(`audit${action}`),
  sequence: 5,
  service: action.split('.')[0],
  impersonatorId: actor === linus ? id('op') : null,
  impersonatorName: actor === linus ? 'Margaret Hamilton' : null,
  ip: '203.0.113.7',
  client: 'Firefox 141 on Linux',
  action,
  actorId: actor.userId,
  actorName: actor.fullName,
  resourceKind,
  resourceId: id(resourceName),
  resourceName,
  before: action.endsWith('changed') ? { LOG_LEVEL: 'info' } : null,
  after: action.endsWith('changed') ? { LOG_LEVEL: 'debug' } : null,
  occurredAt: ago(minutes),
}));

export const myOrganizations = me.organizations.map((one) => ({
  ...one,
  roleName: one.role[0].toUpperCase() + one.role.slice(1),
  parentId: null,
  isVisitor: false,
}));

const grantedBy = { roles: ['Owner', 'Admin'], people: [ada.fullName] };

export const capabilities = {
  role: 'owner',
  permissions,
  items: permissions.map((permission) => ({ permission, allowed: true, reason: null, grantedBy })),
  environments: [],
};

const title = (permission) => permission.replaceAll(/[._]/g, ' ');
const PER_ENVIRONMENT = ['approvals.vote', 'config.manage', 'deployments.create', 'deployments.promote'];

export const catalogue = permissions.map((permission) => ({
  permission,
  group: permission.startsWith('deployments') ? 'delivery' : 'organization',
  title: title(permission),
  perEnvironment: PER_ENVIRONMENT.includes(permission),
  neverImpersonated: false,
}));

const role = (key, held, memberNames) => ({
  key,
  name: key[0].toUpperCase() + key.slice(1),
  description: `As ${key}s do`,
  isBuiltIn: true,
  basedOn: key,
  permissions: held,
  added: [],
  removed: [],
  memberCount: memberNames.length,
  memberNames,
  invitationCount: 0,
  environmentCount: 0,
});

const reads = permissions.filter((permission) => permission.endsWith('.read'));
export const roles = [
  role('owner', permissions, [ada.fullName]),
  role('operator', permissions, [grace.fullName]),
  role('developer', reads, [linus.fullName]),
  {
    ...role('release-manager', [...reads, 'deployments.create'], []),
    name: 'Release manager',
    isBuiltIn: false,
    basedOn: 'developer',
    added: ['deployments.create'],
  },
];

export const rolePresets = [
  {
    key: 'delivery',
    title: 'Tester, contributor',
    description: 'Those who try out what others build.',
    sameAs: [],
    roles: [{ key: 'tester', name: 'Tester', description: '', basedOn: 'viewer', permissions: reads, isAdded: false }],
  },
];

export const grantsOf = (environments) =>
  environments.map((environment) => ({
    environmentId: environment.id,
    slug: environment.slug,
    name: environment.name,
    class: environment.class,
    restricted: [],
    grants: [],
    who: PER_ENVIRONMENT.map((permission) => ({
      permission,
      isRestricted: false,
      roleKeys: ['owner', 'operator'],
      alsoMembers: [],
      exceptMembers: [],
    })),
  }));

/** Thirty days of counts. */
export const auditStats = (by) => ({
  from: ago(30 * 1440),
  to: ago(0),
  items: Array.from({ length: 60 }, (_, index) => ({
    day: ago((index >> 1) * 1440).slice(0, 10),
    key: by === 'actor' ? (index % 2 ? ada.userId : grace.userId) : index % 2 ? 'organization.changed' : 'role.changed',
    name:
      by === 'actor'
        ? index % 2
          ? ada.fullName
          : grace.fullName
        : index % 2
          ? 'organization.changed'
          : 'role.changed',
    count: (index * 7) % 23,
  })),
});
