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

  it('are resent with a new token and 7 more days; the old one is void', async () => {
    const person = await signUp(service);
    const { id, token } = (await invite(person.email)).body;
    await service.db.query(`UPDATE identity.invitation SET expires_at = clock_timestamp() WHERE id = $1`, [id]);
    const resent = await sendAs(service, owner(), { method: 'post', path: path(`/${id}/resend`) });
    expect(resent).toMatchObject({ status: 200, body: { id, isMailed: false } });
    expect(breaches('resendInvitation', resent)).toEqual([]);
    expect(resent.body.acceptUrl).toBe(`http://localhost:4400/invitations/accept?token=${resent.body.token}`);
    expect((await accept(person, token)).status).toBe(404);
    expect((await accept(person, resent.body.token)).status).toBe(200);
    const again = await sendAs(service, owner(), { method: 'post', path: path(`/${id}/resend`) });
    expect(again).toMatchObject({ status: 409, body: { code: 'invitation_over' } });
  });

  it('are looked at before they are accepted, and declined once', async () => {
    const [person, other] = [await signUp(service), await signUp(service)];
    const { token } = (await invite(person.email)).body;
    const call = (who: Person, what: string) =>
      sendAsPerson(service, who, { method: 'post', path: `/api/v1/invitations/${what}`, body: { token } });
    const seen = await call(person, 'preview');
    expect(breaches('previewInvitation', seen)).toEqual([]);
    expect(seen.body).toMatchObject({ roleName: 'Developer', state: 'pending', isForCaller: true });
    expect((await call(other, 'preview')).body).toMatchObject({ isForCaller: false });
    expect((await call(other, 'decline')).body.code).toBe('invitation_other_email');
    expect((await call(person, 'decline')).status).toBe(204);
    expect((await call(person, 'decline')).status).toBe(409);
    expect((await accept(person, token)).status).toBe(409);
    expect((await listed())[0]).toMatchObject({ email: person.email, state: 'declined' });
  });

  it('go to many at once, each judged for itself', async () => {
    const member = await addMember(service, tenant, 'viewer');
    const fresh = `${newId()}@example.org`;
    const emails = [fresh.toUpperCase(), fresh, member.email, 'nobody'];
    const answer = await sendAs(service, owner(), {
      ...{ method: 'post', path: path('/batch') },
      body: { emails, role: 'viewer' },
    });
    expect(answer.status).toBe(200);
    expect(breaches('inviteMembers', answer)).toEqual([]);
    expect(answer.body.items.map((item: { email: string; outcome: string }) => [item.email, item.outcome])).toEqual([
      [fresh.toUpperCase(), 'invited'],
      [fresh, 'repeated'],
      [member.email, 'already_member'],
      ['nobody', 'address_invalid'],
    ]);
    expect(answer.body.items[0].invitation).toMatchObject({ email: fresh, acceptUrl: expect.any(String) });
  });

  it.each([0, 51])('do not go to %i at once', async (count) => {
    const emails = Array.from({ length: count }, (_, i) => `${i}@example.org`);
    const body = { emails, role: 'viewer' };
    expect((await sendAs(service, owner(), { method: 'post', path: path('/batch'), body })).status).toBe(400);
  });

  it('tell whoever is a member already, and stay open', async () => {
    const person = await signUp(service);
    const { id, token } = (await invite(person.email)).body;
    await service.db.query(
      `INSERT INTO identity.membership (id, org_id, user_id, role) VALUES ($1, $2, $3, 'viewer')`,
      [newId(), tenant.id, person.userId],
    );
    expect(await accept(person, token)).toMatchObject({ status: 409, body: { code: 'already_member' } });
    expect((await listed()).find((item: { id: string }) => item.id === id)).toMatchObject({ state: 'pending' });
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
