import { describe, expect, it } from 'vitest';
import { allowedIn, grantorWords, whyNot } from './capability-words.js';
import type { CapabilitiesResponse, CapabilityResponse } from './generated/types.gen.js';

const grantedBy = { roles: ['Owner', 'Admin'], people: ['Ada Lovelace', 'Grace Hopper'] };
const item = (permission: string, reason: CapabilityResponse['reason']) =>
  ({ permission, allowed: reason === null, reason, grantedBy }) as CapabilityResponse;
const capabilities: CapabilitiesResponse = {
  role: 'developer',
  permissions: ['approvals.vote'],
  items: [
    item('approvals.vote', null),
    item('deployments.create', null),
    item('members.manage', 'role'),
    item('config.manage', 'suspended'),
    item('api_keys.manage', 'impersonation'),
  ],
  environments: [
    { environmentId: 'prod', name: 'Production', allowed: ['deployments.create'], denied: ['approvals.vote'] },
  ],
};

describe('allowedIn', () => {
  it.each([
    ['approvals.vote', 'staging', true],
    ['approvals.vote', 'prod', false],
    ['deployments.create', 'prod', true],
    ['deployments.create', 'staging', false],
    ['members.manage', 'staging', false],
    ['unknown', 'staging', false],
  ])('%s in %s: %s', (permission, environment, expected) =>
    expect(allowedIn(capabilities, permission, environment)).toBe(expected),
  );
  it('is nothing until it is known', () => expect(allowedIn(undefined, 'approvals.vote', 'prod')).toBe(false));
});

describe('grantorWords', () => {
  it('names people', () =>
    expect(grantorWords(capabilities, 'members.manage')).toBe('Ada Lovelace or Grace Hopper can grant it.'));
  it('names roles where no person is known', () =>
    expect(grantorWords(undefined)).toBe('An owner or admin of the organization can grant it.'));
});

describe('whyNot', () => {
  it.each([
    ['members.manage', undefined, 'Needs the permission members.manage. Ada Lovelace or Grace Hopper can grant it.'],
    ['approvals.vote', 'prod', /^Needs the permission approvals\.vote in Production\./],
    ['config.manage', undefined, /suspended/],
    ['api_keys.manage', undefined, /on behalf/],
  ] as const)('%s', (permission, environment, expected) =>
    expect(whyNot(capabilities, permission, environment)).toMatch(expected),
  );
});
