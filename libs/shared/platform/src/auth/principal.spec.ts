import { type Principal, actorOf, may, mayIn } from './principal.js';

const person: Principal = {
  kind: 'user',
  id: 'u',
  name: 'Ada',
  orgId: 'o',
  role: 'developer',
  permissions: new Set(['logs.read', 'deployments.promote']),
  environmentGrants: {
    dev: { allow: ['deployments.create', 'logs.ingest'], deny: [] },
    production: { allow: [], deny: ['deployments.promote', 'logs.read'] },
  },
  sessionId: null,
  keyId: null,
  serviceId: null,
  environmentId: null,
  impersonator: null,
  isReadOnly: false,
  platformAdminUntil: null,
};

describe('what a principal may do', () => {
  it.each([
    ['logs.read', true],
    ['deployments.promote', true],
    ['deployments.create', true],
    ['deployments.rollback', false],
    ['logs.ingest', false],
  ] as const)('may %s somewhere: %p', (permission, expected) => expect(may(person, permission)).toBe(expected));

  it.each([
    ['deployments.create', 'dev', true],
    ['deployments.create', 'staging', false],
    ['deployments.promote', 'staging', true],
    ['deployments.promote', 'production', false],
    // Not granted per environment: what an environment says of it counts for nothing.
    ['logs.read', 'production', true],
    ['logs.ingest', 'dev', false],
  ] as const)('may %s in %s: %p', (permission, environment, expected) =>
    expect(mayIn(person, permission, environment)).toBe(expected),
  );

  it('names who stands behind an impersonation', () => {
    expect(actorOf(person)).toEqual({ userId: 'u', name: 'Ada' });
    const impersonator = { id: 'admin', name: 'Grace', sessionId: null };
    expect(actorOf({ ...person, impersonator })).toEqual({
      userId: 'u',
      name: 'Ada',
      impersonator: { userId: 'admin', name: 'Grace' },
    });
    expect(actorOf({ ...person, kind: 'service_account' }).userId).toBeNull();
  });
});
