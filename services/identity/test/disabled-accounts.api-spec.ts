import { auditRecordedV1, identityAuthorityChangedV1, INSTALLATION_ID } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import type { TestService } from '@throughline/testing';
import {
  addMember,
  createOrganization,
  CSRF,
  exchange,
  mailedToken,
  mailTo,
  PASSWORD,
  type Person,
  send,
  sendAsAdmin,
  sendAsPerson,
  signUp,
  startIdentity,
} from './identity-world.js';

describe('an account that platform admins disable', () => {
  let service: TestService;
  let admin: Person;
  beforeAll(async () => {
    service = await startIdentity();
    admin = await newAdmin();
  }, 60_000);
  afterAll(() => service.close());

  const ask = (method: 'get' | 'post' | 'delete', path: string, body?: object, by = admin) =>
    sendAsAdmin(service, by, { method, path: `/api/v1/admin/${path}`, ...(body && { body }) });
  const disable = ({ userId }: Pick<Person, 'userId'>, by = admin) =>
    ask('post', `accounts/${userId}/disablement`, { reason: 'Left the company', note: 'Told by mail' }, by);
  const enable = ({ userId }: Pick<Person, 'userId'>) => ask('delete', `accounts/${userId}/disablement`);
  const exchanged = async (credential: string, org: string | null = null) =>
    (await exchange(service, { credential, org, audience: 'identity' })).status;
  const auth = (path: string, body: object, headers = {}) =>
    send(service, { method: 'post', path: `/api/v1/auth/${path}`, body, headers });
  const login = ({ email }: Person, password = PASSWORD) => auth('login', { email, password });
  const refresh = ({ cookie }: Person) => auth('refresh', {}, { ...CSRF, cookie });
  const securityLog = ({ userId }: Person) =>
    service.db.query<{ kind: string; details: object | null; ip: string | null }>(
      'SELECT kind, details, ip FROM identity.account_event WHERE user_id = $1 ORDER BY id DESC',
      [userId],
    );
  const liveSessions = async ({ userId }: Person) => {
    const sql = 'SELECT id FROM identity.session WHERE user_id = $1 AND revoked_at IS NULL';
    return (await service.db.query(sql, [userId])).length;
  };

  async function newAdmin(): Promise<Person> {
    const person = await signUp(service);
    await service.db.query(`INSERT INTO identity.platform_admin (user_id, granted_by_name) VALUES ($1, 'test')`, [
      person.userId,
    ]);
    return person;
  }

  it('loses every session and key at once, and says so everywhere', async () => {
    const person = await signUp(service);
    const tenant = await createOrganization(service, person);
    const body = { name: 'laptop', scopes: ['org.read'] };
    const { secret } = (await sendAsPerson(service, person, { method: 'post', path: '/api/v1/me/api-keys', body }))
      .body;
    for (const credential of [person.accessToken, secret]) expect(await exchanged(credential, tenant.id)).toBe(200);

    const answer = await disable(person);
    expect(answer.body).toMatchObject({
      userId: person.userId,
      state: 'disabled',
      disablement: { byName: admin.email, reason: 'Left the company', note: 'Told by mail' },
      organizations: 1,
    });
    for (const credential of [person.accessToken, secret]) expect(await exchanged(credential, tenant.id)).toBe(401);
    expect(await exchanged(person.accessToken)).toBe(401);
    expect((await refresh(person)).status).toBe(401);
    expect(await service.events(identityAuthorityChangedV1)).toContainEqual(
      expect.objectContaining({ userId: person.userId }),
    );
    const fact = (await service.events(auditRecordedV1)).find(({ action }) => action === 'account.disabled');
    expect(fact).toMatchObject({ resourceId: person.userId, after: { reason: 'Left the company' } });
    expect(JSON.stringify(fact)).not.toContain('Told by mail');
    const [entry] = (await ask('get', 'audit-log?limit=1')).body.items;
    expect(entry).toMatchObject({
      ...{ action: 'account.disabled', subjectId: person.userId, reason: 'Left the company' },
      details: { note: 'Told by mail', keys: 1 },
    });
    const [newest] = await securityLog(person);
    expect(newest).toEqual({ kind: 'account_disabled', details: { reason: 'Left the company' }, ip: null });
  });

  it('notes half a character as what the database keeps of it', async () => {
    const path = `accounts/${(await signUp(service)).userId}/disablement`;
    expect((await ask('post', path, { reason: 'Left the company', note: 'half: \ud800' })).status).toBe(200);
    const [entry] = (await ask('get', 'audit-log?limit=1')).body.items;
    expect(entry).toMatchObject({ action: 'account.disabled', details: { note: 'half: \ufffd' } });
  });

  it('tells the gateway also of who is in no organization', async () => {
    const person = await signUp(service);
    await disable(person);
    const rows = await service.db.query<{ org_id: string }>(
      `SELECT org_id FROM identity.outbox WHERE type = 'identity.authority-changed' AND payload->>'userId' = $1`,
      [person.userId],
    );
    expect(new Set(rows.map((row) => row.org_id))).toEqual(new Set([INSTALLATION_ID]));
  });

  it('is told to who knows the password, and to nobody else', async () => {
    const person = await signUp(service);
    await disable(person);
    const stranger = await auth('login', { email: 'nobody@example.org', password: 'a wrong password' });
    const wrong = await login(person, 'a wrong password');
    expect([wrong.status, wrong.body.code, wrong.body.detail]).toEqual([
      stranger.status,
      stranger.body.code,
      stranger.body.detail,
    ]);
    const right = await login(person);
    expect([right.status, right.body.code]).toEqual([403, 'account_disabled']);
    expect(right.headers['set-cookie']).toBeUndefined();
    expect((await securityLog(person)).map(({ kind }) => kind)).not.toContain('logged_in');
  });

  it('gets no link for another password, and earlier ones are over', async () => {
    const person = await signUp(service);
    await auth('password-reset', { email: person.email });
    const token = await mailedToken(service, person.email);
    await disable(person);
    const sent = (await mailTo(service, person.email)).length;
    expect((await auth('password-reset', { email: person.email })).status).toBe(202);
    expect(await mailTo(service, person.email)).toHaveLength(sent);
    const confirmed = await auth('password-reset/confirm', { token, password: 'another sentence to keep' });
    expect([confirmed.status, confirmed.body.code]).toEqual([409, 'link_over']);
  });

  it('opens again when it is enabled; what ended stays so', async () => {
    const person = await signUp(service);
    await disable(person);
    expect((await enable(person)).body).toMatchObject({ state: 'active', disablement: null });
    expect((await login(person)).status).toBe(200);
    expect(await exchanged(person.accessToken)).toBe(401);
    expect((await securityLog(person)).map(({ kind }) => kind)).toEqual([
      'logged_in',
      'account_enabled',
      'account_disabled',
      'email_verified',
      'signed_up',
    ]);
  });

  it('is left without a session, however many sign in meanwhile', async () => {
    const person = await signUp(service);
    await Promise.all([login(person), login(person), disable(person), login(person), login(person)]);
    expect(await liveSessions(person)).toBe(0);
  });

  it('is not disabled twice, not by its owner, and only if there is one', async () => {
    const person = await signUp(service);
    expect((await enable(person)).body.code).toBe('account_not_disabled');
    const tries = await Promise.all([disable(person), disable(person)]);
    expect(tries.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect((await disable(admin)).body.code).toBe('account_own');
    expect((await disable({ userId: newId() })).status).toBe(404);
    expect((await sendAsPerson(service, person, { path: '/api/v1/admin/accounts' })).status).toBe(403);
  });

  it('holds no power over the installation any more, nor acts as anybody', async () => {
    const other = await newAdmin();
    const tenant = await createOrganization(service);
    const target = { userId: (await addMember(service, tenant, 'developer')).userId, orgId: tenant.id };
    const reason = 'They asked for help with a deployment';
    const { accessToken } = (await ask('post', 'impersonations', { ...target, reason }, other)).body;
    expect(await exchanged(accessToken, tenant.id)).toBe(200);
    await disable(other);
    expect(await exchanged(accessToken, tenant.id)).toBe(401);
    expect((await service.events(identityAuthorityChangedV1)).at(-1)).toMatchObject({ userId: other.userId });
    await enable(other);
    const admins = (await ask('get', 'platform-admins')).body as Person[];
    expect(admins.map(({ userId }) => userId)).not.toContain(other.userId);
  });

  it('is nobody to run the installation, until it is enabled', async () => {
    const person = await signUp(service);
    await disable(person);
    const grant = () => ask('post', 'platform-admins', { email: person.email });
    const refused = await grant();
    expect([refused.status, refused.body.code]).toEqual([409, 'admin_account_disabled']);
    await enable(person);
    expect((await grant()).status).toBe(201);
    const tries = await Promise.all([disable(person), ask('delete', `platform-admins/${person.userId}`)]);
    expect(tries[0].status).toBe(200);
  });

  it('is never the last platform admin’s: of two who disable each other one is left', async () => {
    const other = await newAdmin();
    const others = (await ask('get', 'platform-admins')).body as Person[];
    for (const one of others) {
      if (![admin.userId, other.userId].includes(one.userId)) await ask('delete', `platform-admins/${one.userId}`);
    }
    const tries = await Promise.all([disable(other), disable(admin, other)]);
    expect(tries.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const left = await service.db.query<{ user_id: string }>('SELECT user_id FROM identity.platform_admin');
    const isOther = tries[1].status === 200;
    expect(left).toEqual([{ user_id: isOther ? other.userId : admin.userId }]);
    if (isOther) admin = other;
  });

  it('is found by name, address and state, page by page; the search is written down', async () => {
    const people = [await signUp(service), await signUp(service)] as const;
    const found = (await ask('get', `accounts?q=${people[0].email.slice(4, 30).toUpperCase()}`)).body.items;
    expect(found).toMatchObject([{ userId: people[0].userId, state: 'active', isPlatformAdmin: false }]);
    const first = (await ask('get', 'accounts?limit=1')).body;
    expect(first.items).toMatchObject([{ userId: people[1].userId }]);
    const second = (await ask('get', `accounts?limit=1&cursor=${first.nextCursor}`)).body;
    expect(second.items).toMatchObject([{ userId: people[0].userId }]);
    await disable(people[0]);
    const disabled = (await ask('get', 'accounts?state=disabled&limit=1')).body.items;
    expect(disabled).toMatchObject([{ userId: people[0].userId }]);
    const [entry] = (await ask('get', 'audit-log?limit=1')).body.items;
    expect(entry).toMatchObject({ action: 'account.listed', details: { q: null, state: 'disabled' } });
  });

  it('shows among the people of its organization, and is nobody to act as', async () => {
    const tenant = await createOrganization(service);
    await disable(tenant.owner);
    const { people } = (await ask('get', `organizations/${tenant.id}`)).body;
    expect(people).toMatchObject([{ userId: tenant.owner.userId, isDisabled: true }]);
    const target = { userId: tenant.owner.userId, orgId: tenant.id, reason: 'They asked for help' };
    expect((await ask('post', 'impersonations', target)).status).toBe(404);
  });
});
