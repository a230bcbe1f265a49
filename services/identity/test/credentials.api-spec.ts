import { auditRecordedV1, identityMemberChangedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import type { TestService } from '@throughline/testing';
import { breaches } from './contract.js';
import {
  createOrganization,
  CSRF,
  exchange,
  mailedToken,
  mailTo,
  PASSWORD,
  type Person,
  personOf,
  send,
  sendAsPerson,
  signUp,
  startIdentity,
} from './identity-world.js';

const NEW_PASSWORD = 'another sentence to keep';
const AUTH = '/api/v1/auth';

describe('what one signs in with', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startIdentity();
  });
  afterAll(() => service.close());

  const post = (path: string, body: object) => send(service, { method: 'post', path: `${AUTH}/${path}`, body });
  const asPerson = (person: Person, path: string, body: object) =>
    sendAsPerson(service, person, { method: 'post', path: `/api/v1/me/${path}`, body });
  const login = (email: string, password = PASSWORD) => post('login', { email, password });
  const another = async (person: Person): Promise<Person> => personOf(await login(person.email));
  const isAlive = async (person: Person): Promise<boolean> => {
    const credential = person.accessToken;
    return (await exchange(service, { credential, org: null, audience: 'identity' })).status === 200;
  };
  const factsOf = async (userId: string) =>
    (await service.events(auditRecordedV1)).filter((fact) => fact.resourceId === userId).map((fact) => fact.action);

  describe('a forgotten password', () => {
    it('is set anew by a mail: once, ending every session, with a notice', async () => {
      const person = await signUp(service);
      await createOrganization(service, person);
      const other = await another(person);
      const asked = await post('password-reset', { email: person.email.toUpperCase() });
      expect(asked).toMatchObject({ status: 202, body: { status: 'check_your_mail' } });
      expect(breaches('requestPasswordReset', asked)).toEqual([]);
      const token = await mailedToken(service, person.email);
      const set = await post('password-reset/confirm', { token, password: NEW_PASSWORD });
      expect(set.status).toBe(204);
      expect(breaches('confirmPasswordReset', set)).toEqual([]);
      expect([await isAlive(person), await isAlive(other)]).toEqual([false, false]);
      expect((await login(person.email)).status).toBe(401);
      expect((await login(person.email, NEW_PASSWORD)).status).toBe(200);
      expect((await mailTo(service, person.email))[0]?.subject).toBe('Your password was changed');
      expect(await post('password-reset/confirm', { token, password: PASSWORD })).toMatchObject({
        status: 409,
        body: { code: 'link_over' },
      });
      expect(await factsOf(person.userId)).toEqual(['account.password_reset']);
    });

    it('is asked for alike, with an account and without', async () => {
      const { email } = await signUp(service);
      const answers = [await post('password-reset', { email }), await post('password-reset', { email: `x-${email}` })];
      const [known, unknown] = answers.map(({ status, headers, body }) => [status, Object.keys(headers).sort(), body]);
      expect(known).toEqual(unknown);
      expect(await mailTo(service, `x-${email}`)).toEqual([]);
      const rows = await service.db.query<{ reason: string }>(
        'SELECT reason FROM identity.mail_message WHERE recipient = $1',
        [`x-${email}`],
      );
      expect(rows).toEqual([{ reason: 'the address has no account' }]);
    });

    it.each([
      ['a list', (email: string) => [email, 'evil@example.org']],
      ['an object', (email: string) => ({ 0: email, 1: 'evil@example.org' })],
      ['two in one', (email: string) => `${email},evil@example.org`],
      ['one with a line break', (email: string) => `${email}\nBcc: evil@example.org`],
    ])('goes to no address of %s', async (_what, addresses) => {
      const { email } = await signUp(service);
      const answer = await post('password-reset', { email: addresses(email) });
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '/email' }] } });
      expect(await mailTo(service, 'evil@example.org')).toEqual([]);
    });

    it('is set by one of many that try at once, and no longer than an hour after', async () => {
      const { email } = await signUp(service);
      await post('password-reset', { email });
      const token = await mailedToken(service, email);
      const tries = [1, 2, 3, 4].map((i) =>
        post('password-reset/confirm', { token, password: `${NEW_PASSWORD} ${i}` }),
      );
      expect((await Promise.all(tries)).map((answer) => answer.status).sort()).toEqual([204, 409, 409, 409]);
      await post('password-reset', { email });
      const late = await mailedToken(service, email);
      await service.db.query('UPDATE identity.password_reset SET expires_at = clock_timestamp()');
      expect((await post('password-reset/confirm', { token: late, password: PASSWORD })).status).toBe(409);
    });

    it('leaves the link as it is when the new one is not taken', async () => {
      const { email } = await signUp(service);
      await post('password-reset', { email });
      const token = await mailedToken(service, email);
      const weak = await post('password-reset/confirm', { token, password: email });
      expect(weak).toMatchObject({ status: 400, body: { code: 'password_weak', errors: [{ pointer: '/password' }] } });
      expect((await post('password-reset/confirm', { token, password: NEW_PASSWORD })).status).toBe(204);
    });

    it('lifts the lock of its owner', async () => {
      const { email } = await signUp(service);
      for (let i = 0; i < 11; i++) await login(email, 'a wrong password');
      expect((await login(email)).status).toBe(429);
      await post('password-reset', { email });
      await post('password-reset/confirm', { token: await mailedToken(service, email), password: NEW_PASSWORD });
      expect((await login(email, NEW_PASSWORD)).status).toBe(200);
    });

    it('is mailed no more than five times within the hour', async () => {
      const { email } = await signUp(service);
      for (let i = 0; i < 7; i++) expect((await post('password-reset', { email })).status).toBe(202);
      expect((await mailTo(service, email)).filter((mail) => mail.kind === 'reset_password')).toHaveLength(5);
    });
  });

  describe('a password', () => {
    it('is changed by who knows it: this session goes on, the others end', async () => {
      const person = await signUp(service);
      await createOrganization(service, person);
      const other = await another(person);
      await post('password-reset', { email: person.email });
      const link = await mailedToken(service, person.email);
      const body = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
      const answer = await asPerson(person, 'password', body);
      expect(answer.status).toBe(204);
      expect(breaches('changePassword', answer)).toEqual([]);
      expect([await isAlive(person), await isAlive(other)]).toEqual([true, false]);
      expect((await login(person.email, NEW_PASSWORD)).status).toBe(200);
      expect((await post('password-reset/confirm', { token: link, password: PASSWORD })).status).toBe(409);
      expect((await mailTo(service, person.email))[0]?.subject).toBe('Your password was changed');
      expect(await factsOf(person.userId)).toEqual(['account.password_changed']);
    });

    it('is not changed with a wrong one, and guessing locks the address', async () => {
      const person = await signUp(service);
      const guess = () => asPerson(person, 'password', { currentPassword: 'a guess', newPassword: NEW_PASSWORD });
      const first = await guess();
      expect(first).toMatchObject({
        status: 400,
        body: { code: 'password_wrong', errors: [{ pointer: '/currentPassword' }] },
      });
      for (let i = 0; i < 9; i++) await guess();
      expect(await guess()).toMatchObject({ status: 429, body: { code: 'login_locked' } });
      expect((await login(person.email)).status).toBe(429);
    });

    it.each([
      ['the address', (person: Person) => person.email],
      ['one that is tried first', () => 'Password1234'],
    ])('is not changed to %s', async (_what, chosen) => {
      const person = await signUp(service);
      const body = { currentPassword: PASSWORD, newPassword: chosen(person) };
      expect(await asPerson(person, 'password', body)).toMatchObject({
        status: 400,
        body: { code: 'password_weak', errors: [{ pointer: '/newPassword' }] },
      });
    });
  });

  describe('an address', () => {
    it('moves once the new one is confirmed; the old one hears of both', async () => {
      const person = await signUp(service);
      await createOrganization(service, person);
      const email = `${newId()}@example.org`;
      const asked = await asPerson(person, 'email', { email: email.toUpperCase(), currentPassword: PASSWORD });
      expect(asked).toMatchObject({ status: 202, body: { status: 'check_your_mail' } });
      expect(breaches('changeAddress', asked)).toEqual([]);
      expect((await login(email)).status).toBe(401);
      const token = await mailedToken(service, email);
      const done = await post('email/confirm', { token });
      expect(done.status).toBe(204);
      expect(breaches('confirmAddress', done)).toEqual([]);
      expect((await login(email)).body.user).toMatchObject({ id: person.userId, email });
      expect((await login(person.email)).status).toBe(401);
      expect((await mailTo(service, person.email)).map((mail) => mail.kind).slice(0, 2)).toEqual([
        'address_changed',
        'address_change_asked',
      ]);
      expect((await service.events(identityMemberChangedV1)).at(-1)).toMatchObject({ userId: person.userId, email });
      expect((await post('email/confirm', { token })).status).toBe(409);
      expect(await factsOf(person.userId)).toEqual(['account.address_change_asked', 'account.address_changed']);
    });

    it('of somebody else is asked for like any other, and never given', async () => {
      const [person, other] = [await signUp(service), await signUp(service)];
      const free = `${newId()}@example.org`;
      const answers = [];
      for (const email of [other.email, free]) {
        answers.push((await asPerson(person, 'email', { email, currentPassword: PASSWORD })).body);
      }
      expect(answers[0]).toEqual(answers[1]);
      expect((await mailTo(service, other.email))[0]?.kind).toBe('address_taken');
    });

    it('that somebody else took meanwhile is not given', async () => {
      const person = await signUp(service);
      const email = `${newId()}@example.org`;
      await asPerson(person, 'email', { email, currentPassword: PASSWORD });
      const token = await mailedToken(service, email);
      await signUp(service, email);
      expect(await post('email/confirm', { token })).toMatchObject({ status: 409, body: { code: 'link_over' } });
      expect((await login(person.email)).status).toBe(200);
    });

    it.each([
      ['a wrong password', 'a guess', 400, 'password_wrong'],
      ['no change', PASSWORD, 409, 'address_same'],
    ])('does not move with %s', async (what, currentPassword, status, code) => {
      const person = await signUp(service);
      const email = what === 'no change' ? person.email : `${newId()}@example.org`;
      expect(await asPerson(person, 'email', { email, currentPassword })).toMatchObject({ status, body: { code } });
    });
  });

  describe('sessions', () => {
    const list = (person: Person, query = '') => sendAsPerson(service, person, { path: `/api/v1/me/sessions${query}` });
    const end = (person: Person, sessionId: string) =>
      sendAsPerson(service, person, { method: 'delete', path: `/api/v1/me/sessions/${sessionId}` });

    it('are listed with what one knows them by, the current one marked', async () => {
      const person = await signUp(service);
      const body = { email: person.email, password: PASSWORD };
      const headers = {
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        'x-forwarded-for': '203.0.113.7',
      };
      const other = personOf(await send(service, { method: 'post', path: `${AUTH}/login`, body, headers }));
      const answer = await list(person);
      expect(breaches('listSessions', answer)).toEqual([]);
      expect(answer.body.items).toMatchObject([
        { id: other.sessionId, current: false, client: 'Firefox 140 on Linux', ip: '203.0.113.7' },
        { id: person.sessionId, current: true },
      ]);
      const first = await list(person, '?limit=1');
      expect(first.body.items).toHaveLength(1);
      const rest = await list(person, `?limit=1&cursor=${first.body.nextCursor}`);
      expect(rest.body).toMatchObject({ items: [{ id: person.sessionId }], nextCursor: null });
    });

    it('are seen anew with each refresh', async () => {
      const person = await signUp(service);
      await service.db.query(`UPDATE identity.session SET last_seen_at = '2020-01-01' WHERE id = $1`, [
        person.sessionId,
      ]);
      const headers = { cookie: person.cookie, ...CSRF };
      await send(service, { method: 'post', path: `${AUTH}/refresh`, headers });
      expect(Date.parse((await list(person)).body.items[0].lastSeenAt)).toBeGreaterThan(Date.now() - 60_000);
    });

    it('end one by one, at once, cookie and all', async () => {
      const person = await signUp(service);
      const other = await another(person);
      const answer = await end(person, other.sessionId);
      expect(answer.status).toBe(204);
      expect(breaches('endSession', answer)).toEqual([]);
      expect([await isAlive(person), await isAlive(other)]).toEqual([true, false]);
      const headers = { cookie: other.cookie, ...CSRF };
      expect((await send(service, { method: 'post', path: `${AUTH}/refresh`, headers })).status).toBe(401);
      expect((await end(person, other.sessionId)).status).toBe(404);
    });

    it('of other people are not there', async () => {
      const [person, other] = [await signUp(service), await signUp(service)];
      expect(await end(person, other.sessionId)).toMatchObject({ status: 404, body: { code: 'not_found' } });
      expect(await isAlive(other)).toBe(true);
    });

    it('end all but this one', async () => {
      const person = await signUp(service);
      const others = [await another(person), await another(person)];
      const path = '/api/v1/me/sessions/end-others';
      const answer = await sendAsPerson(service, person, { method: 'post', path });
      expect(answer).toMatchObject({ status: 200, body: { ended: 2 } });
      expect(breaches('endOtherSessions', answer)).toEqual([]);
      for (const other of others) expect(await isAlive(other)).toBe(false);
      expect((await list(person)).body.items).toHaveLength(1);
    });
  });

  it.each([
    ['post', 'password', { currentPassword: PASSWORD, newPassword: NEW_PASSWORD }],
    ['post', 'email', { email: 'new@example.org', currentPassword: PASSWORD }],
    ['get', 'sessions', undefined],
    ['post', 'sessions/end-others', undefined],
  ] as const)('%s %s is neither for a key of the person nor for who impersonates them', async (method, path, body) => {
    const person = await signUp(service);
    const act = { sub: newId(), name: 'Support' };
    const isRead = method === 'get';
    const refusals = [
      [{ key_id: newId() }, isRead ? 'owner_required' : 'key_refused'],
      [{ act }, isRead ? 'owner_required' : 'impersonation_denied'],
    ] as const;
    for (const [claims, code] of refusals) {
      const authorization = await service.bearer({ sub: person.userId, session_id: person.sessionId, ...claims });
      const call = { method, path: `/api/v1/me/${path}`, ...(body && { body }), headers: { authorization } };
      expect(await send(service, call)).toMatchObject({ status: 403, body: { code } });
    }
  });
});
