import { PERMISSIONS, type Role, ROLE_PERMISSIONS } from '@throughline/contracts';
import type { Principal } from '@throughline/platform';
import {
  capabilitiesOf,
  type CapabilityReason,
  environmentCapabilities,
  grantersOf,
  type PlanLimits,
} from './capability.js';

const PRODUCTION = '0199a8c2-5b1e-7c3a-9a54-2f0d7e6b1c11';
const principal = (role: Role, more: Partial<Principal> = {}): Principal => ({
  ...{ kind: 'user', id: 'ada', name: 'Ada', orgId: 'acme', role, permissions: new Set(ROLE_PERMISSIONS[role]) },
  ...{ environmentGrants: {}, keyId: null, sessionId: null, serviceId: null, environmentId: null, impersonator: null },
  ...{ isReadOnly: false, platformAdminUntil: null },
  ...more,
});
const admin = { id: 'root', name: 'Root', sessionId: null };
const grants = { [PRODUCTION]: { allow: ['deployments.create'], deny: ['approvals.vote'] } };

describe('capabilitiesOf', () => {
  it('tells of every permission of the catalogue', () =>
    expect(capabilitiesOf(principal('viewer'), {}).map((one) => one.permission)).toEqual(PERMISSIONS));

  it.each<[string, Principal, string, string | null]>([
    ['what the role holds', principal('viewer'), 'logs.read', null],
    ['what it does not', principal('viewer'), 'members.manage', 'role'],
    ['a change, while suspended', principal('owner', { isReadOnly: true }), 'members.manage', 'suspended'],
    ['a look, while suspended', principal('owner', { isReadOnly: true }), 'members.read', null],
    ['a vote, impersonated', principal('owner', { impersonator: admin }), 'approvals.vote', 'impersonation'],
    ['a project, impersonated', principal('owner', { impersonator: admin }), 'projects.manage', null],
    ['granted in one environment', principal('viewer', { environmentGrants: grants }), 'deployments.create', null],
    ['withheld in one environment', principal('developer', { environmentGrants: grants }), 'approvals.vote', null],
  ])('%s', (_what, who, permission, reason) => {
    const found = capabilitiesOf(who, {}).find((one) => one.permission === permission);
    expect(found).toEqual({ permission, allowed: reason === null, reason });
  });

  it.each<[Role, PlanLimits, CapabilityReason | null]>([
    ['developer', { executions_per_month: 0 }, 'plan'],
    ['developer', { executions_per_month: 1 }, null],
    ['developer', { executions_per_month: null }, null],
    ['developer', {}, null],
    ['viewer', { executions_per_month: 0 }, 'role'],
  ])('a run of a %s where the plan allows %j: %j', (role, limits, reason) => {
    const found = capabilitiesOf(principal(role), limits).find((one) => one.permission === 'executions.start');
    expect(found?.reason).toBe(reason);
  });

  it('takes a limit on anything else for no reason against working on what is there', () => {
    const found = capabilitiesOf(principal('owner'), { members: 0, projects: 0 });
    expect(found.filter(({ reason }) => reason !== null)).toEqual([]);
  });
});

describe('environmentCapabilities', () => {
  it('tells where an environment differs', () =>
    expect(environmentCapabilities(principal('developer', { environmentGrants: grants }))).toEqual([
      { environmentId: PRODUCTION, allowed: ['deployments.create'], denied: ['approvals.vote'] },
    ]));
});

describe('grantersOf', () => {
  it.each([
    ['members.manage', ['owner', 'admin']],
    ['org.own', ['owner']],
    ['billing.manage', ['owner']],
  ] as const)('%s: %p', (permission, ranks) =>
    expect(grantersOf(permission, (rank) => ROLE_PERMISSIONS[rank])).toEqual(ranks),
  );
});
