import { identityAuthorityChangedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import type { TestService } from '@throughline/testing';
import { breaches } from './contract.js';
import {
  type Call,
  cookieOf,
  createOrganization,
  CSRF,
  mailedToken,
  PASSWORD,
  send,
  sendAsPerson,
  signUp,
  startIdentity,
} from './identity-world.js';

const AUTH = '/api/v1/auth';
const ORIGIN = 'http://localhost:4400';

describe('signing up, in, on and out', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startIdentity();
  });
  afterAll(() => service.close());

  const post = (path: string, call: Omit<Call, 'path'> = {}) =>
    send(service, { method: 'post', path: `${AUTH}/${path}`, ...call });
  const login = (email: string, password = PASSWORD) => post('login', { body: { email, password } });
  const refresh = (cookie: string, headers: Record<string, string> = CSRF) =>
    post('refresh', { headers: { cookie, ...headers } });

  it('signs up, by the link in a mail: access token in the body, refresh token in a cookie out of reach', async () => {
    const email = `Ada.${newId()}@Example.ORG`;
    const asked = await post('sign-up', { body: { email, password: PASSWORD, fullName: 'Ada Lovelace' } });
    expect(asked).toMatchObject({ status: 202, body: { status: 'check_your_mail' } });
    expect(breaches('signUp', asked)).toEqual([]);
    expect(asked.headers['set-cookie']).toBeUndefined();
    const answer = await post('verify', { body: { token: await mailedToken(service, email) } });
    expect(answer.status).toBe(200);
    expect(breaches('verifyAddress', answer)).toEqual([]);
    expect(answer.body.user).toMatchObject({ email: email.toLowerCase(), fullName: 'Ada Lovelace', organizations: [] });
    expect(answer.headers['set-cookie']?.[0]).toMatch(
      /^__Host-throughline_refresh=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/; Max-Age=6047\d\d; Secure$/,
    );
    expect(answer.text).not.toContain(cookieOf(answer).split('=')[1]);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it.each([
    ['a short password', { password: 'eleven char' }, '/password'],
    ['a long password', { password: 'xy '.repeat(67) }, '/password'],
    ['a password that is tried first', { password: 'Password1234' }, '/password'],
    ['a password that is the address', { password: 'ok@example.org' }, '/password'],
    ['a token that is no text', { invitationToken: 7 }, '/invitationToken'],
    ['a list of addresses', { email: ['a@example.org', 'b@example.org'] }, '/email'],
    ['two addresses in one', { email: 'a@example.org,b@example.org' }, '/email'],
    ['an address outside ASCII', { email: 'a\u212a@example.org' }, '/email'],
    ['an object for a password', { password: { $ne: '' } }, '/password'],
    ['a name of spaces', { fullName: '   ' }, '/fullName'],
    ['a name that reorders text', { fullName: 'Ada \u202eecalevoL' }, '/fullName'],
    ['a name of two lines', { fullName: 'Ada\nadmin' }, '/fullName'],
    ['an unknown field', { role: 'owner' }, '/role'],
  ])('refuses %s', async (_what, part, pointer) => {
    const body = { email: 'ok@example.org', password: PASSWORD, fullName: 'Ok', ...part };
    const answer = await post('sign-up', { body });
    expect(answer.status).toBe(400);
    expect(breaches('signUp', answer)).toEqual([]);
    expect(answer.body.errors[0].pointer).toBe(pointer);
  });

  it('signs in, in whichever case the address is written', async () => {
    const { email, userId } = await signUp(service);
    const answer = await login(email.toUpperCase());
    expect(answer).toMatchObject({ status: 200, body: { user: { id: userId } } });
    expect(breaches('login', answer)).toEqual([]);
  });

  it('answers a wrong password and an unknown address alike', async () => {
    const { email } = await signUp(service);
    const answers = [await login(email, 'a wrong password'), await login(`nobody-${email}`, 'a wrong password')];
    const [known, unknown] = answers.map(({ status, headers, body }) => ({
      status,
      headers: Object.keys(headers).sort(),
      body: { ...body, traceId: '' },
    }));
    expect(known).toEqual(unknown);
    expect(known).toMatchObject({ status: 401, body: { code: 'login_failed' } });
  });

  it.each([['a known'], ['an unknown']])(
    'locks %s address after ten wrong passwords, the right one too',
    async (which) => {
      const { email } = which === 'a known' ? await signUp(service) : { email: `${newId()}@example.org` };
      for (let i = 0; i < 10; i++) expect((await login(email, 'a wrong password')).status).toBe(401);
      expect(await login(email)).toMatchObject({ status: 429, body: { code: 'login_locked' } });
    },
  );

  it('refreshes: a new pair, for the same person', async () => {
    const person = await signUp(service);
    const answer = await refresh(person.cookie, { ...CSRF, origin: ORIGIN });
    expect(answer).toMatchObject({ status: 200, body: { user: { id: person.userId } } });
    expect(breaches('refreshSession', answer)).toEqual([]);
    expect(cookieOf(answer)).not.toBe(person.cookie);
  });

  it.each([
    { what: 'no cookie', cookie: '', headers: CSRF, code: 'session_ended' },
    {
      what: 'an invented token',
      cookie: `__Host-throughline_refresh=${'A'.repeat(43)}`,
      headers: CSRF,
      code: 'session_ended',
    },
    { what: 'a malformed token', cookie: '__Host-throughline_refresh=%00', headers: CSRF, code: 'session_ended' },
    { what: 'no header of ours', headers: {}, code: 'csrf_header_missing' },
    { what: 'a wrong header of ours', headers: { 'x-throughline-csrf': 'yes' }, code: 'csrf_header_missing' },
    { what: 'a foreign origin', headers: { ...CSRF, origin: 'https://evil.example' }, code: 'origin_foreign' },
    { what: 'another port', headers: { ...CSRF, origin: 'http://localhost:4401' }, code: 'origin_foreign' },
    { what: 'the origin null', headers: { ...CSRF, origin: 'null' }, code: 'origin_foreign' },
  ])('does not refresh with $what', async ({ cookie, headers, code }) => {
    const person = await signUp(service);
    const answer = await refresh(cookie ?? person.cookie, headers as Record<string, string>);
    expect(answer).toMatchObject({ status: code === 'session_ended' ? 401 : 403, body: { code } });
    expect(breaches('refreshSession', answer)).toEqual([]);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it.each(['login', 'sign-up', 'logout'])('refuses %s from a foreign page', async (path) => {
    const headers = { ...CSRF, origin: 'https://evil.example' };
    expect(await post(path, { headers })).toMatchObject({ status: 403, body: { code: 'origin_foreign' } });
  });

  it('signs out: the session is over, cookie and all, and the gateway hears of it', async () => {
    const person = await signUp(service);
    await createOrganization(service, person);
    const before = (await service.events(identityAuthorityChangedV1)).length;
    const answer = await post('logout', { headers: { cookie: person.cookie, ...CSRF } });
    expect(answer.status).toBe(204);
    expect(breaches('logout', answer)).toEqual([]);
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^__Host-throughline_refresh=; .*Max-Age=0/);
    expect((await refresh(person.cookie)).status).toBe(401);
    expect((await service.events(identityAuthorityChangedV1)).slice(before)).toEqual([
      { userId: person.userId, authEpoch: expect.any(Number) },
    ]);
  });

  it('signs out without a session, too', async () =>
    expect((await post('logout', { headers: CSRF })).status).toBe(204));

  it('says who one is, with the organizations', async () => {
    const person = await signUp(service);
    const tenant = await createOrganization(service, person);
    const answer = await sendAsPerson(service, person, { path: '/api/v1/me' });
    expect(breaches('getMe', answer)).toEqual([]);
    expect(answer.body.organizations).toMatchObject([{ organizationId: tenant.id, slug: tenant.slug, role: 'owner' }]);
  });

  it('keeps neither passwords nor refresh tokens', async () => {
    const person = await signUp(service);
    const token = person.cookie.split('=')[1] ?? '';
    const rows = await service.db.query<{ everything: string }>(
      `SELECT string_agg(t::text, '') AS everything FROM (SELECT u::text AS t FROM identity.user_account u
         UNION ALL SELECT r::text FROM identity.refresh_token r UNION ALL SELECT s::text FROM identity.session s) x`,
    );
    const everything = rows[0]?.everything ?? '';
    expect(everything).toContain(person.email);
    expect(everything).not.toContain(PASSWORD);
    expect(everything).not.toContain(token);
  });
});
