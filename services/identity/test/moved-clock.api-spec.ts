import { MovedClock, type TestService } from '@throughline/testing';
import { decodeJwt } from 'jose';
import { AccessTokens } from '../src/sessions/access-tokens.js';
import {
  addMember,
  createOrganization,
  exchange,
  PASSWORD,
  type Person,
  send,
  sendAs,
  sendAsAdmin,
  sendAsPerson,
  signUp,
  startIdentity,
  stepUp,
  type Tenant,
} from './identity-world.js';

const HOUR_MS = 3_600_000;
const trueNow = Date.now;
const trueIn = (ms: number): string => new Date(trueNow.call(Date) + ms).toISOString();
const KEYS = '/api/v1/me/api-keys';

/** What ends at a time that the database keeps does so by the database's clock, wherever this process's is. */
describe.each([HOUR_MS, -HOUR_MS])('with a clock that is %i ms ahead, identity', (aheadMs) => {
  let service: TestService;
  let admin: Person;
  let tenant: Tenant;
  const clock = new MovedClock();
  beforeAll(async () => {
    service = await startIdentity();
    admin = await signUp(service);
    tenant = await createOrganization(service);
    await service.db.query(`INSERT INTO identity.platform_admin (user_id, granted_by_name) VALUES ($1, 'test')`, [
      admin.userId,
    ]);
    clock.take();
  }, 60_000);
  beforeEach(() => clock.set(aheadMs));
  afterEach(() => clock.set(0));
  afterAll(async () => {
    clock.giveBack();
    await service.close();
  });

  describe('and keys', () => {
    const make = (expiresAt: string) => {
      const body = { name: 'laptop', scopes: ['projects.read'], expiresAt };
      return sendAsPerson(service, tenant.owner, { method: 'post', path: KEYS, body });
    };
    const rotate = (id: string) =>
      sendAsPerson(service, tenant.owner, { method: 'post', path: `${KEYS}/${id}/rotate`, body: { overlapHours: 0 } });
    const stateOf = async (id: string): Promise<string> =>
      (await sendAsPerson(service, tenant.owner, { path: KEYS })).body.items.find(
        (one: { id: string }) => one.id === id,
      ).state;

    it('takes an end that is to come, and none that is over', async () => {
      expect(await make(trueIn(HOUR_MS / 2))).toMatchObject({ status: 201 });
      expect(await make(trueIn(-HOUR_MS / 2))).toMatchObject({ status: 400, body: { code: 'expiry_past' } });
    });

    it('renews one that lives, and none that is over', async () => {
      const { id } = (await make(trueIn(HOUR_MS / 2))).body;
      expect(await stateOf(id)).toBe('expiring');
      expect((await rotate(id)).status).toBe(201);
      await service.db.query('UPDATE identity.api_key SET expires_at = clock_timestamp() WHERE id = $1', [id]);
      expect(await stateOf(id)).toBe('expired');
      expect(await rotate(id)).toMatchObject({ status: 409, body: { code: 'key_ended' } });
    });
  });

  describe('and the step-up of a platform admin', () => {
    /** As the gateway does. */
    const ask = async (method: 'get' | 'post', path: string, body?: object) => {
      const { token: credential } = await service.app.get(AccessTokens).issue(admin.userId, admin.sessionId);
      const claims = decodeJwt((await exchange(service, { credential, org: null, audience: 'identity' })).body.token);
      const headers = { authorization: await service.bearer(claims as never) };
      return send(service, { method, path: `/api/v1/admin/${path}`, headers, ...(body && { body }) });
    };

    it('lets in while it holds, and no longer', async () => {
      await stepUp(service, admin, '5 minutes');
      expect((await ask('get', 'platform-admins')).status).toBe(200);
      await stepUp(service, admin, '-1 second');
      expect(await ask('get', 'platform-admins')).toMatchObject({ status: 403, body: { code: 'step_up_required' } });
    });

    it('begins a further passkey while it holds, and no longer', async () => {
      await service.db.query(
        `INSERT INTO identity.passkey (id, user_id, credential_id, name, public_key, counter, transports, is_backed_up)
         VALUES (gen_random_uuid(), $1, 'Y3JlZGVudGlhbA', 'blue key', '\\x00', 0, '{}', false) ON CONFLICT DO NOTHING`,
        [admin.userId],
      );
      await stepUp(service, admin, '5 minutes');
      expect((await ask('post', 'passkeys/challenge', {})).status).toBe(201);
      await stepUp(service, admin, '-1 second');
      expect((await ask('post', 'passkeys/challenge', {})).body.code).toBe('step_up_required');
    });
  });

  it('lets an impersonation act until it ends', async () => {
    clock.set(0);
    const target = await addMember(service, tenant, 'admin');
    const body = { userId: target.userId, orgId: tenant.id, reason: 'They asked for help with a deployment' };
    const started = await sendAsAdmin(service, admin, { method: 'post', path: '/api/v1/admin/impersonations', body });
    const act = () => exchange(service, { credential: started.body.accessToken, org: tenant.id, audience: 'identity' });
    clock.set(aheadMs);
    const answer = await act();
    expect(answer).toMatchObject({ status: 200, body: { cacheSeconds: 10 } });
    const { exp = 0, iat = 0 } = decodeJwt(answer.body.token);
    expect(exp - iat).toBe(60);
    await service.db.query('UPDATE identity.impersonation SET expires_at = clock_timestamp() WHERE id = $1', [
      started.body.impersonation.id,
    ]);
    expect((await act()).status).toBe(401);
  });

  it('shows the audit log’s figures up to now', async () => {
    const path = `/api/v1/orgs/${tenant.id}/audit-log/stats`;
    const { to } = (await sendAs(service, { org: tenant.id, role: 'owner' }, { path })).body;
    expect(Math.abs(Date.parse(to) - trueNow.call(Date))).toBeLessThan(60_000);
  });

  it('gives a session’s cookie the days that its token lives', async () => {
    const body = { email: tenant.owner.email, password: PASSWORD };
    const answer = await send(service, { method: 'post', path: '/api/v1/auth/login', body });
    const seconds = Number(/Max-Age=(\d+)/.exec(answer.headers['set-cookie']?.[0] ?? '')?.[1]);
    expect(Math.abs(seconds - 7 * 86_400)).toBeLessThan(60);
  });
});
