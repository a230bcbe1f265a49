import { newId } from '@throughline/kernel';
import type { TestService } from '@throughline/testing';
import { decodeJwt } from 'jose';
import {
  addMember,
  createOrganization,
  CSRF,
  exchange,
  INTERNAL_SECRET,
  PASSWORD,
  type Person,
  send,
  signUp,
  startIdentity,
  stepUp,
  type Tenant,
} from '../../../services/identity/test/identity-world.js';
import { find } from '../../test/programs.ts';
import { report } from '../figure.ts';
import { ENDING_STEPS, SteppedReplica } from '../n3-stepped-replica.ts';

const LIMIT_MS = 120_000;
const NEAR_S = 120;
const WEEK_S = 7 * 86_400;
const LONGEST_LOCK_S = 900;

interface Scene {
  identity: TestService;
  replica: SteppedReplica;
  /** The replica whose clock is stepped, to be asked. */
  stepped: TestService;
  admin: Person;
  tenant: Tenant;
  target: Person;
}

async function start(): Promise<Scene> {
  const identity = await startIdentity();
  const replica = await SteppedReplica.start(identity, { service: 'identity', env: { INTERNAL_SECRET } });
  const admin = await signUp(identity);
  await identity.db.query(`INSERT INTO identity.platform_admin (user_id, granted_by_name) VALUES ($1, 'test')`, [
    admin.userId,
  ]);
  const tenant = await createOrganization(identity);
  const target = await addMember(identity, tenant, 'admin');
  return { identity, replica, stepped: replica.asService, admin, tenant, target };
}

const expected = (what: string, found: number, status: number): string[] =>
  found === status ? [] : [`${what} was answered with ${found}`];

/** An address that was locked here is locked there, for as long; and the other way round. */
async function lockOuts({ identity, stepped }: Scene): Promise<string[]> {
  const body = { email: `${newId()}@example.org`, password: 'a wrong password' };
  const logIn = async (at = stepped): Promise<number> =>
    (await send(at, { method: 'post', path: '/api/v1/auth/login', body })).status;
  await identity.db.query('DELETE FROM identity.login_attempt');
  await logIn(identity);
  const lock = (left: string) =>
    identity.db.query(
      `UPDATE identity.login_attempt SET failures = 30, locked_until = clock_timestamp() + $1::interval`,
      [left],
    );
  await lock('5 minutes');
  const locked = await logIn();
  await lock('-1 second');
  const free = await logIn();
  const [{ left } = { left: 0 }] = await identity.db.query<{ left: number }>(
    `SELECT extract(epoch FROM locked_until - clock_timestamp())::float8 AS left FROM identity.login_attempt`,
  );
  return [
    ...expected('a locked address', locked, 429),
    ...expected('an address whose lock was over', free, 401),
    ...expected('an address that the stepped replica locked', await logIn(identity), 429),
    ...(Math.abs(left - LONGEST_LOCK_S) < NEAR_S ? [] : [`a lock of ${Math.round(left)} s`]),
  ];
}

/** A session that began here goes on there, with a cookie that lives a week, until it is over. */
async function sessions({ identity, stepped }: Scene): Promise<string[]> {
  const person = await signUp(identity);
  const refresh = (cookie: string) =>
    send(stepped, { method: 'post', path: '/api/v1/auth/refresh', headers: { cookie, ...CSRF } });
  const refreshed = await refresh(person.cookie);
  const cookie = refreshed.headers['set-cookie']?.[0] ?? '';
  const livesS = Number(/Max-Age=(\d+)/.exec(cookie)?.[1]);
  await identity.db.query('UPDATE identity.session SET expires_at = clock_timestamp() WHERE id = $1', [
    person.sessionId,
  ]);
  return [
    ...expected('a session', refreshed.status, 200),
    ...expected('a session that was over', (await refresh(cookie.split(';')[0] ?? '')).status, 401),
    ...(Math.abs(livesS - WEEK_S) < NEAR_S ? [] : [`a cookie of ${livesS} s`]),
  ];
}

/** A platform admin's step-up holds there as it does here; a token of that replica's own clock carries it. */
async function stepUps({ identity, stepped, admin }: Scene): Promise<string[]> {
  const body = { email: admin.email, password: PASSWORD };
  const signedIn = (await send(stepped, { method: 'post', path: '/api/v1/auth/login', body })).body;
  const credential = String(signedIn.accessToken);
  const sessionId = String(decodeJwt(credential)['sid']);
  const ask = async (): Promise<number> => {
    const { token } = (await exchange(stepped, { credential, org: null, audience: 'identity' })).body;
    const headers = { authorization: await stepped.bearer(decodeJwt(token) as never) };
    return (await send(stepped, { path: '/api/v1/admin/platform-admins', headers })).status;
  };
  await stepUp(identity, { ...admin, sessionId }, '5 minutes');
  const held = await ask();
  await stepUp(identity, { ...admin, sessionId }, '-1 second');
  return [...expected('a step-up', held, 200), ...expected('a step-up that was over', await ask(), 403)];
}

/** Somebody who acts for a member does so at both until the quarter of an hour is over, wherever it began. */
async function impersonations({ identity, replica, stepped, admin, tenant, target }: Scene): Promise<string[]> {
  const body = { userId: target.userId, orgId: tenant.id, reason: 'They asked for help with a deployment' };
  const begin = async (at: TestService, nowS: number): Promise<string> => {
    const claims = { sub: admin.userId, name: admin.email, platform_admin_until: nowS + 600 };
    const headers = { authorization: await at.bearer(claims) };
    const answer = await send(at, { method: 'post', path: '/api/v1/admin/impersonations', body, headers });
    return String(answer.body.accessToken);
  };
  const act = async (at: TestService, credential: string): Promise<number> =>
    (await exchange(at, { credential, org: tenant.id, audience: 'identity' })).status;
  const here = await act(identity, await begin(stepped, replica.now()));
  const token = await begin(identity, Math.floor(Date.now() / 1_000));
  const there = await act(stepped, token);
  await identity.db.query('UPDATE identity.impersonation SET expires_at = clock_timestamp() WHERE ended_at IS NULL');
  return [
    ...expected('an impersonation', there, 200),
    ...expected('an impersonation that the stepped replica began', here, 200),
    ...expected('an impersonation that was over', await act(stepped, token), 401),
  ];
}

const suite = find('faketime') ? describe : describe.skip;

suite('N3: a clock that is stepped, and who is let in', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await start();
  }, LIMIT_MS);
  afterAll(async () => {
    await scene.replica.stop();
    await scene.identity.close();
  }, LIMIT_MS);

  it(
    'is let in by the database’s clock',
    async () => {
      const wrong: string[] = [];
      for (const { what, seconds } of ENDING_STEPS) {
        scene.replica.step(seconds);
        for (const judge of [lockOuts, sessions, stepUps, impersonations]) {
          wrong.push(...(await judge(scene)).map((text) => `${what}: ${text}`));
        }
      }
      report({
        row: 'N3',
        target: 'lock-outs, sessions, step-ups, impersonations: 0 over early, 0 good too long',
        reached: `admissions: ${ENDING_STEPS.length} steps; ${wrong.join('; ') || 'each lock-out, session, step-up and impersonation ended by the database’s clock'}`,
        pass: wrong.length === 0,
      });
      expect(wrong).toEqual([]);
    },
    LIMIT_MS,
  );
});
