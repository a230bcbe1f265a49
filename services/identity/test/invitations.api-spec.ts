import { newId } from '@throughline/kernel';
import type { TestService } from '@throughline/testing';
import { breaches } from './contract.js';
import {
  addMember,
  createOrganization,
  type Person,
  sendAs,
  sendAsPerson,
  signUp,
  startIdentity,
  type Tenant,
} from './identity-world.js';

describe('invitations', () => {
  let service: TestService;
  let tenant: Tenant;
  beforeAll(async () => {
    service = await startIdentity();
    tenant = await createOrganization(service);
  });
  afterAll(() => service.close());

  const owner = () => ({ org: tenant.id, role: 'owner' as const, userId: tenant.owner.userId });
  const path = (rest = ''): string => `/api/v1/orgs/${tenant.id}/invitations${rest}`;
  const invite = (email: string, role = 'developer') =>
    sendAs(service, owner(), { method: 'post', path: path(), body: { email, role } });
  const accept = (person: Person, token: string) =>
    sendAsPerson(service, person, { method: 'post', path: '/api/v1/invitations/accept', body: { token } });
  const listed = async () => (await sendAs(service, owner(), { path: path() })).body.items;

  it('invites by address, in any case, and the invited person joins with the role', async () => {
    const person = await signUp(service);
    const invited = await invite(person.email.toUpperCase(), 'operator');
    expect(invited.status).toBe(201);
    expect(breaches('inviteMember', invited)).toEqual([]);
    const joined = await accept(person, invited.body.token);
    expect(joined).toMatchObject({ status: 200, body: { id: tenant.id, slug: tenant.slug, role: 'operator' } });
    expect(breaches('acceptInvitation', joined)).toEqual([]);
    const list = await sendAs(service, owner(), { path: path() });
    expect(breaches('listInvitations', list)).toEqual([]);
    expect(list.body.items[0]).toMatchObject({ email: person.email, acceptedAt: expect.any(String), revokedAt: null });
    expect(JSON.stringify(list.body)).not.toContain(invited.body.token);
  });

  it('works once, however often it is tried at once', async () => {
    const person = await signUp(service);
    const { token } = (await invite(person.email)).body;
    const answers = await Promise.all([1, 2, 3, 4].map(() => accept(person, token)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409, 409]);
  });

  it('is for the invited address only', async () => {
    const [person, other] = [await signUp(service), await signUp(service)];
    const { token } = (await invite(person.email)).body;
    expect(await accept(other, token)).toMatchObject({ status: 403, body: { code: 'invitation_other_email' } });
    expect((await accept(person, token)).status).toBe(200);
  });

  it('ends after seven days', async () => {
    const person = await signUp(service);
    const { token, expiresAt } = (await invite(person.email)).body;
    expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
    await service.db.query(`UPDATE identity.invitation SET expires_at = clock_timestamp() WHERE email = $1`, [
      person.email,
    ]);
    expect(await accept(person, token)).toMatchObject({ status: 409, body: { code: 'invitation_expired' } });
  });

  it('replaces an open one for the same address', async () => {
    const person = await signUp(service);
    const [first, second] = [(await invite(person.email)).body, (await invite(person.email)).body];
    expect(await accept(person, first.token)).toMatchObject({ status: 409, body: { code: 'invitation_over' } });
    expect((await accept(person, second.token)).status).toBe(200);
  });

  it('can be revoked, again and again, until it is accepted', async () => {
    const person = await signUp(service);
    const { id, token } = (await invite(person.email)).body;
    const revoke = () => sendAs(service, owner(), { method: 'delete', path: path(`/${id}`) });
    expect([(await revoke()).status, (await revoke()).status]).toEqual([204, 204]);
    expect((await accept(person, token)).status).toBe(409);
    expect((await listed())[0]).toMatchObject({ id, revokedAt: expect.any(String) });
  });

  it.each([
    ['an invented token', 'A'.repeat(43)],
    ['an empty token', ''],
  ])('finds nothing for %s', async (_what, token) =>
    expect(await accept(await signUp(service), token)).toMatchObject({ status: 404, body: { code: 'not_found' } }),
  );

  it('refuses to invite a member', async () => {
    const person = await addMember(service, tenant, 'viewer');
    expect(await invite(person.email)).toMatchObject({ status: 409, body: { code: 'already_member' } });
  });

  it('lets nobody invite above their own role', async () => {
    const admin = await addMember(service, tenant, 'admin');
    const who = { org: tenant.id, role: 'admin' as const, userId: admin.userId };
    const body = { email: `${newId()}@example.org`, role: 'owner' };
    const answer = await sendAs(service, who, { method: 'post', path: path(), body });
    expect(answer).toMatchObject({ status: 403, body: { code: 'above_own_role' } });
  });

  it('hides those of another organization', async () => {
    const { id } = (await invite(`${newId()}@example.org`)).body;
    const other = await createOrganization(service);
    const who = { org: other.id, role: 'owner' as const, userId: other.owner.userId };
    const call = { method: 'delete' as const, path: `/api/v1/orgs/${other.id}/invitations/${id}` };
    expect(await sendAs(service, who, call)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect((await listed()).find((item: { id: string }) => item.id === id)).toMatchObject({ revokedAt: null });
  });
});
