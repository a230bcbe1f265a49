import { newId } from '@throughline/kernel';
import type { TestService } from '@throughline/testing';
import { decodeJwt } from 'jose';
import { BrowserPasskeys, describeInBrowser } from './browser-passkeys.js';
import { exchange, PASSWORD, type Person, send, signUp, startIdentity } from './identity-world.js';

const ORIGIN = 'http://localhost:4400';
const LIMIT_MS = 60_000;

interface Challenge {
  challengeId: string;
  options: Record<string, unknown>;
}

/** The real thing: identity as it runs, Chromium's WebAuthn, an authenticator behind its devtools. */
describeInBrowser('the step-up of a platform admin', () => {
  let service: TestService;
  let browser: BrowserPasskeys;
  let ada: Person;
  beforeAll(async () => {
    service = await startIdentity({ PUBLIC_URL: ORIGIN });
    browser = await BrowserPasskeys.open(ORIGIN);
    ada = await newAdmin();
  }, LIMIT_MS);
  afterAll(async () => {
    await browser.close();
    await service.close();
  });

  async function newAdmin(): Promise<Person> {
    const person = await signUp(service);
    await service.db.query(`INSERT INTO identity.platform_admin (user_id, granted_by_name) VALUES ($1, 'test')`, [
      person.userId,
    ]);
    return person;
  }

  /** As the gateway: the session's access token, exchanged for each request. */
  async function as(person: Person, method: 'get' | 'post' | 'delete', path: string, body?: object) {
    const question = { credential: person.accessToken, org: null, audience: 'identity' };
    const claims = decodeJwt((await exchange(service, question)).body.token);
    const authorization = await service.bearer(claims as never);
    return send(service, { method, path: `/api/v1/admin/${path}`, headers: { authorization }, ...(body && { body }) });
  }

  async function beginPasskey(person: Person, body: object = { password: PASSWORD }): Promise<Challenge> {
    const answer = await as(person, 'post', 'passkeys/challenge', body);
    expect(answer.status).toBe(201);
    return answer.body as Challenge;
  }

  async function register(person: Person, body?: object): Promise<string> {
    const { challengeId, options } = await beginPasskey(person, body);
    const response = await browser.answer('create', options);
    const answer = await as(person, 'post', 'passkeys', { challengeId, response, name: 'blue key' });
    expect(answer.status).toBe(201);
    return answer.body.id;
  }

  async function begin(person: Person): Promise<Challenge> {
    const answer = await as(person, 'post', 'session', { password: PASSWORD });
    expect(answer.status).toBe(201);
    return answer.body as Challenge;
  }

  const complete = (person: Person, challengeId: string, response: object) =>
    as(person, 'post', 'session/verification', { challengeId, response });
  const isOpen = async (person: Person) => (await as(person, 'get', 'platform-admins')).status === 200;

  async function stepUp(person: Person): Promise<void> {
    const { challengeId, options } = await begin(person);
    const answer = await complete(person, challengeId, await browser.answer('get', options));
    expect(answer.status).toBe(200);
  }

  it(
    'leads who has no passkey to register one, by password',
    async () => {
      expect(await as(ada, 'get', 'platform-admins')).toMatchObject({
        status: 403,
        body: { code: 'step_up_required' },
      });
      const early = await as(ada, 'post', 'session', { password: PASSWORD });
      expect(early).toMatchObject({ status: 409, body: { code: 'passkey_missing' } });
      const wrong = await as(ada, 'post', 'passkeys/challenge', { password: 'not my password' });
      expect(wrong).toMatchObject({ status: 401, body: { code: 'login_failed' } });
      expect((await as(ada, 'post', 'passkeys/challenge', {})).body.code).toBe('password_required');
      await register(ada);
      expect(await isOpen(ada)).toBe(false);
    },
    LIMIT_MS,
  );

  it(
    'opens the console for ten minutes, and for that session alone',
    async () => {
      await stepUp(ada);
      expect(await isOpen(ada)).toBe(true);
      const again = await send(service, {
        method: 'post',
        path: '/api/v1/auth/login',
        body: { email: ada.email, password: PASSWORD },
      });
      expect(await isOpen({ ...ada, accessToken: again.body.accessToken })).toBe(false);
      const { body } = await as(ada, 'get', 'session');
      const left = Date.parse(body.steppedUpUntil) - Date.now();
      expect(left).toBeGreaterThan(500_000);
      expect(left).toBeLessThanOrEqual(600_000);
      await service.db.query(`UPDATE identity.admin_session SET stepped_up_until = now() WHERE user_id = $1`, [
        ada.userId,
      ]);
      expect(await as(ada, 'get', 'platform-admins')).toMatchObject({
        status: 403,
        body: { code: 'step_up_required' },
      });
    },
    LIMIT_MS,
  );

  it(
    'ends when it is given up',
    async () => {
      await stepUp(ada);
      expect((await as(ada, 'delete', 'session')).status).toBe(204);
      expect(await isOpen(ada)).toBe(false);
    },
    LIMIT_MS,
  );

  it(
    'takes an answer once, and a challenge for five minutes',
    async () => {
      const { challengeId, options } = await begin(ada);
      const response = await browser.answer('get', options);
      expect((await complete(ada, challengeId, response)).status).toBe(200);
      expect(await complete(ada, challengeId, response)).toMatchObject({
        status: 409,
        body: { code: 'challenge_gone' },
      });
      const second = await begin(ada);
      expect(await complete(ada, second.challengeId, response)).toMatchObject({ status: 401 });
      const third = await begin(ada);
      const late = await browser.answer('get', third.options);
      await service.db.query(`UPDATE identity.webauthn_challenge SET expires_at = now()`);
      expect((await complete(ada, third.challengeId, late)).body.code).toBe('challenge_gone');
      expect((await complete(ada, newId(), late)).body.code).toBe('challenge_gone');
    },
    LIMIT_MS,
  );

  it(
    'refuses an answer from another origin',
    async () => {
      const { challengeId, options } = await begin(ada);
      await browser.goTo('http://localhost:4499');
      const response = await browser.answer('get', options);
      await browser.goTo(ORIGIN);
      expect(await complete(ada, challengeId, response)).toMatchObject({
        status: 401,
        body: { code: 'passkey_refused' },
      });
    },
    LIMIT_MS,
  );

  it(
    'refuses a passkey that has been copied: its counter does not grow',
    async () => {
      const { challengeId, options } = await begin(ada);
      const response = await browser.answer('get', options);
      await service.db.query('UPDATE identity.passkey SET counter = 1000000 WHERE user_id = $1', [ada.userId]);
      expect(await complete(ada, challengeId, response)).toMatchObject({
        status: 401,
        body: { code: 'passkey_refused' },
      });
      await service.db.query('UPDATE identity.passkey SET counter = 0 WHERE user_id = $1', [ada.userId]);
    },
    LIMIT_MS,
  );

  it(
    'refuses an authenticator that did not recognise its user',
    async () => {
      const { challengeId, options } = await begin(ada);
      await browser.setUserVerified(false);
      const response = await browser.answer('get', { ...options, userVerification: 'discouraged' });
      await browser.setUserVerified(true);
      expect(await complete(ada, challengeId, response)).toMatchObject({
        status: 401,
        body: { code: 'passkey_refused' },
      });
    },
    LIMIT_MS,
  );

  it(
    'registers a further passkey by a step-up, never by password, and keeps the last',
    async () => {
      await as(ada, 'delete', 'session');
      const closed = await as(ada, 'post', 'passkeys/challenge', { password: PASSWORD });
      expect(closed).toMatchObject({ status: 403, body: { code: 'step_up_required' } });
      await stepUp(ada);
      const [first] = (await as(ada, 'get', 'passkeys')).body;
      expect((await as(ada, 'delete', `passkeys/${first.id}`)).body.code).toBe('passkey_last');
      await browser.replaceAuthenticator();
      await register(ada, {});
      expect((await as(ada, 'delete', `passkeys/${first.id}`)).status).toBe(204);
      await stepUp(ada);
    },
    LIMIT_MS,
  );

  it(
    'refuses another account’s challenge and another account’s passkey',
    async () => {
      const grace = await newAdmin();
      const hers = await begin(ada);
      const answer = await browser.answer('get', hers.options);
      expect((await complete(grace, hers.challengeId, answer)).body.code).toBe('challenge_gone');
      await register(grace);
      const own = await begin(grace);
      const foreign = await browser.answer('get', {
        ...own.options,
        allowCredentials: hers.options['allowCredentials'],
      });
      expect(await complete(grace, own.challengeId, foreign)).toMatchObject({ status: 401 });
      expect(await isOpen(grace)).toBe(false);
    },
    LIMIT_MS,
  );

  it(
    'leaves a chain of facts that shows a change',
    async () => {
      await stepUp(ada);
      const whole = (await as(ada, 'get', 'audit-log/verification')).body;
      expect(whole).toMatchObject({ isIntact: true, brokenAt: null });
      const { items } = (await as(ada, 'get', 'audit-log?limit=200')).body;
      const actions = items.map((entry: { action: string }) => entry.action);
      for (const action of ['passkey.registered', 'admin_session.stepped_up', 'admin_session.refused']) {
        expect(actions).toContain(action);
      }
      const victim = `UPDATE identity.platform_audit SET reason = 'changed' WHERE sequence = 2`;
      await expect(service.db.query(victim)).rejects.toThrow('append-only');
      await service.db.query('ALTER TABLE identity.platform_audit DISABLE TRIGGER USER');
      await service.db.query(victim);
      expect((await as(ada, 'get', 'audit-log/verification')).body).toEqual({
        isIntact: false,
        entries: 1,
        brokenAt: 2,
      });
    },
    LIMIT_MS,
  );
});
