import { newId } from '@throughline/kernel';
import type { TestService } from '@throughline/testing';
import { breaches } from './contract.js';
import {
  createOrganization,
  PASSWORD,
  type Person,
  send,
  sendAsAdmin,
  sendAsPerson,
  signUp,
  startIdentity,
} from './identity-world.js';

describe('a person’s security log', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startIdentity();
  });
  afterAll(() => service.close());

  const login = (email: string, password: string) =>
    send(service, {
      method: 'post',
      path: '/api/v1/auth/login',
      body: { email, password },
      headers: { 'user-agent': 'curl/8.4.0' },
    });
  const log = (person: Person, query = '') =>
    sendAsPerson(service, person, { path: `/api/v1/me/security-log${query}` });
  const kindsOf = (answer: { body: { items: { kind: string }[] } }) => answer.body.items.map(({ kind }) => kind);

  it('tells of sign-up, log-ins that failed and that did not, and keys; newest first', async () => {
    const person = await signUp(service);
    await createOrganization(service, person);
    await login(person.email, 'wrong password');
    await login(person.email, 'correct horse battery');
    const body = { name: 'laptop', scopes: ['org.read'] };
    const { id, secret } = (await sendAsPerson(service, person, { method: 'post', path: '/api/v1/me/api-keys', body }))
      .body;
    const path = `/api/v1/me/api-keys/${id}`;
    await sendAsPerson(service, person, { method: 'post', path: `${path}/rotate`, body: { overlapHours: 0 } });
    await sendAsPerson(service, person, { method: 'delete', path });
    const answer = await log(person);
    expect(breaches('listAccountEvents', answer)).toEqual([]);
    expect(kindsOf(answer)).toEqual([
      'key_revoked',
      'key_rotated',
      'key_created',
      'logged_in',
      'login_failed',
      'email_verified',
      'signed_up',
    ]);
    expect(answer.body.items[3]).toMatchObject({ client: 'curl 8', ip: expect.any(String) });
    expect(answer.text).not.toContain(secret.slice(-20));
  });

  it('calls a password that is asked for once more no log-in', async () => {
    const person = await signUp(service);
    const body = { currentPassword: PASSWORD, email: `${newId()}@example.org` };
    await sendAsPerson(service, person, { method: 'post', path: '/api/v1/me/email', body });
    expect(kindsOf(await log(person)).slice(0, 2)).toEqual(['email_change_requested', 'reauthenticated']);
  });

  it('tells of a platform admin who acted as the person, and not from where', async () => {
    const tenant = await createOrganization(service);
    const admin = await signUp(service);
    const target = { userId: tenant.owner.userId, orgId: tenant.id, reason: 'They asked for help' };
    const path = '/api/v1/admin/impersonations';
    expect((await sendAsAdmin(service, admin, { method: 'post', path, body: target })).status).toBe(201);
    expect((await log(tenant.owner)).body.items[0]).toMatchObject({
      kind: 'impersonated',
      details: { byName: admin.email, organization: tenant.slug, reason: 'They asked for help' },
      ip: null,
      client: null,
    });
  });

  it('pages', async () => {
    const person = await signUp(service);
    for (let i = 0; i < 2; i++) await login(person.email, 'wrong password');
    const first = await log(person, '?limit=2');
    const second = await log(person, `?limit=2&cursor=${first.body.nextCursor}`);
    expect([...kindsOf(first), ...kindsOf(second)]).toEqual([
      'login_failed',
      'login_failed',
      'email_verified',
      'signed_up',
    ]);
    expect(second.body.nextCursor).toBeNull();
  });

  it('is nobody else’s, and an unknown address leaves nothing', async () => {
    const person = await signUp(service);
    await login('nobody@example.org', 'wrong password');
    expect(kindsOf(await log(person))).toEqual(['email_verified', 'signed_up']);
  });
});
