import { type Admission, authorize } from './authorize.js';
import type { Principal } from './principal.js';

const NOW = 1_000;
const person: Principal = {
  kind: 'user',
  id: 'u',
  name: 'Ada',
  orgId: 'o',
  role: 'owner',
  permissions: new Set(['logs.read', 'members.manage', 'hosts.manage']),
  environmentGrants: {},
  sessionId: null,
  keyId: null,
  serviceId: null,
  environmentId: null,
  impersonator: null,
  isReadOnly: false,
  platformAdminUntil: null,
};
const impersonator = { id: 'admin', name: 'Grace', sessionId: null };
const admission: Admission = {
  access: { kind: 'permission', permission: 'logs.read' },
  isWrite: false,
  org: 'o',
  exemptions: [],
  neverImpersonated: false,
  now: NOW,
};
const outside = { org: undefined, access: { kind: 'authenticated' } } as const;
const console = (stepUp: boolean) => ({ org: undefined, access: { kind: 'platform_admin', stepUp } }) as const;
const needs = (permission: 'members.manage' | 'hosts.manage' | 'alerts.manage') =>
  ({ access: { kind: 'permission', permission }, isWrite: true }) as const;

describe('who may what', () => {
  it.each<[string, Partial<Principal>, Partial<Admission>, string | undefined]>([
    ['a member reads', {}, {}, undefined],
    ['a stranger', { orgId: 'other' }, {}, 'not_found'],
    ['a member without the permission', {}, needs('alerts.manage'), 'permission_missing'],
    ['a member writes', {}, needs('hosts.manage'), undefined],
    ['a member reads in a suspended organization', { isReadOnly: true }, {}, undefined],
    [
      'a member writes in a suspended organization',
      { isReadOnly: true },
      needs('hosts.manage'),
      'organization_suspended',
    ],
    ['… without the permission', { isReadOnly: true }, needs('alerts.manage'), 'permission_missing'],
    [
      '… what it may still do',
      { isReadOnly: true },
      { ...needs('hosts.manage'), exemptions: ['suspension'] },
      undefined,
    ],
    ['an impersonator reads', { impersonator }, {}, undefined],
    ['an impersonator writes', { impersonator }, needs('hosts.manage'), undefined],
    ['an impersonator manages members', { impersonator }, needs('members.manage'), 'impersonation_denied'],
    ['an impersonator reads their own account', { impersonator }, outside, undefined],
    [
      'an impersonator reads credentials',
      { impersonator },
      { ...outside, neverImpersonated: true },
      'impersonation_denied',
    ],
    ['an impersonator writes to the account', { impersonator }, { ...outside, isWrite: true }, 'impersonation_denied'],
    [
      'an impersonator stops',
      { impersonator },
      { ...outside, isWrite: true, exemptions: ['impersonation'] },
      undefined,
    ],
    [
      'an impersonator in the console',
      { impersonator, platformAdminUntil: NOW + 1 },
      console(true),
      'impersonation_denied',
    ],
    ['a person in the console', {}, console(true), 'platform_admin_required'],
    ['a person who would step up', {}, console(false), 'platform_admin_required'],
    [
      'a key in the console',
      { kind: 'service_account', platformAdminUntil: NOW + 1 },
      console(true),
      'platform_admin_required',
    ],
    ['a platform admin before the step-up', { platformAdminUntil: 0 }, console(true), 'step_up_required'],
    ['a platform admin who steps up', { platformAdminUntil: 0 }, console(false), undefined],
    ['a platform admin after it', { platformAdminUntil: NOW + 1 }, console(true), undefined],
    ['a platform admin when it has run out', { platformAdminUntil: NOW }, console(true), 'step_up_required'],
  ])('%s', (_who, principal, change, code) => {
    const act = (): void => authorize({ ...person, ...principal }, { ...admission, ...change });
    if (code === undefined) expect(act).not.toThrow();
    else expect(act).toThrow(expect.objectContaining({ code }));
  });
});
