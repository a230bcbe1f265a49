import { newId } from '@throughline/kernel';
import type { TestService } from '@throughline/testing';
import type { Response } from 'supertest';
import { breaches } from './contract.js';
import {
  createOrganization,
  mailedToken,
  mailTo,
  PASSWORD,
  personOf,
  send,
  sendAs,
  sendAsPerson,
  signUp,
  startIdentity,
  type Tenant,
} from './identity-world.js';

const AUTH = '/api/v1/auth';
const address = (): string => `${newId()}@example.org`;

/** An answer without what differs from request to request. */
const seen = ({ status, headers, body }: Response) => ({
  status,
  headers: Object.keys(headers).sort(),
  body: { ...body, traceId: '' },
});

describe('signing up', () => {
  let service: TestService;
  let tenant: Tenant;
  beforeAll(async () => {
    service = await startIdentity();
    tenant = await createOrganization(service);
  });
  afterAll(() => service.close());

  const post = (path: string, body: object) => send(service, { method: 'post', path: `${AUTH}/${path}`, body });
  const ask = (email: string, more: object = {}) =>
    post('sign-up', { email, password: PASSWORD, fullName: 'Ada Lovelace', ...more });
  const login = (email: string, password = PASSWORD) => post('login', { email, password });
  const subjects = async (email: string) => (await mailTo(service, email)).map((mail) => mail.subject);
  const invite = async (email: string): Promise<string> => {
    const who = { org: tenant.id, role: 'owner' as const, userId: tenant.owner.userId };
    const path = `/api/v1/orgs/${tenant.id}/invitations`;
    const answer = await sendAs(service, who, { method: 'post', path, body: { email, role: 'viewer' } });
    return answer.body.token;
  };

  it('answers a known and an unknown address alike; what differs is in the mailbox', async () => {
    const known = (await signUp(service)).email;
    const unknown = address();
    expect(seen(await ask(known.toUpperCase()))).toEqual(seen(await ask(unknown)));
    expect((await subjects(known))[0]).toBe('You already have an account');
    expect(await subjects(unknown)).toEqual(['Confirm your e-mail address']);
    expect((await mailTo(service, known))[0]?.text).not.toContain('#');
  });

  it('writes as many rows for a known address as for an unknown one', async () => {
    const known = (await signUp(service)).email;
    const counts = () =>
      service.db.query(
        'SELECT (SELECT count(*) FROM identity.sign_up)::int AS a, (SELECT count(*) FROM identity.mail_message)::int AS b',
      );
    const before = (await counts())[0] as { a: number; b: number };
    await ask(known);
    await ask(address());
    expect((await counts())[0]).toEqual({ a: before.a + 2, b: before.b + 2 });
  });

  it('signs nobody in before the address is verified, and says so to who knows the password', async () => {
    const email = address();
    await ask(email);
    const refused = await login(email);
    expect(refused).toMatchObject({ status: 403, body: { code: 'address_unverified' } });
    expect(breaches('login', refused)).toEqual([]);
    expect(seen(await login(email, 'a wrong password'))).toEqual(seen(await login(address(), 'a wrong password')));
    await post('verify', { token: await mailedToken(service, email) });
    expect((await login(email)).status).toBe(200);
  });

  it('takes a link once, however often it is opened at once', async () => {
    const email = address();
    await ask(email);
    const token = await mailedToken(service, email);
    const answers = await Promise.all([1, 2, 3, 4].map(() => post('verify', { token })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409, 409]);
    expect(await post('verify', { token })).toMatchObject({ status: 409, body: { code: 'link_over' } });
  });

  it('takes no link after 24 hours', async () => {
    const email = address();
    await ask(email);
    const token = await mailedToken(service, email);
    await service.db.query('UPDATE identity.sign_up SET expires_at = clock_timestamp() WHERE email = $1', [email]);
    expect(await post('verify', { token })).toMatchObject({ status: 409, body: { code: 'link_over' } });
  });

  it('lets nobody occupy an address: the account has the password of the sign-up whose link was opened', async () => {
    const email = address();
    await ask(email, { password: 'what the squatter chose', fullName: 'Squatter' });
    await ask(email);
    const token = await mailedToken(service, email);
    expect((await post('verify', { token })).body.user.fullName).toBe('Ada Lovelace');
    expect((await login(email)).status).toBe(200);
    expect((await login(email, 'what the squatter chose')).status).toBe(401);
    const waiting = await service.db.query('SELECT id FROM identity.sign_up WHERE email = $1', [email]);
    expect(waiting).toEqual([]);
  });

  it('keeps no token and no password in the clear', async () => {
    const email = address();
    await ask(email);
    const token = await mailedToken(service, email);
    const rows = await service.db.query<{ row: string }>(
      `SELECT s::text || (SELECT string_agg(m::text, '') FROM identity.mail_message m WHERE recipient = $1) AS row
         FROM identity.sign_up s WHERE email = $1`,
      [email],
    );
    expect(rows[0]?.row).toContain(email);
    expect(rows[0]?.row).not.toContain(token);
    expect(rows[0]?.row).not.toContain(PASSWORD);
  });

  it('sends another link on demand, and answers alike for every address', async () => {
    const [waiting, known, unknown] = [address(), (await signUp(service)).email, address()];
    await ask(waiting);
    const first = await mailedToken(service, waiting);
    const answers = [];
    for (const email of [waiting, known, unknown]) answers.push(seen(await post('verification', { email })));
    expect(answers[0]).toMatchObject({ status: 202, body: { status: 'check_your_mail' } });
    expect(answers).toEqual([answers[0], answers[0], answers[0]]);
    const second = await mailedToken(service, waiting);
    expect(second).not.toBe(first);
    expect(await mailTo(service, unknown)).toEqual([]);
    expect((await post('verify', { token: second })).status).toBe(200);
    expect((await post('verify', { token: first })).status).toBe(409);
  });

  it('repeats the newest, also when the clock of the replica that took it was behind', async () => {
    const email = address();
    await ask(email, { password: 'what was typed first' });
    await ask(email);
    await service.db.query(
      `UPDATE identity.sign_up SET id = '00000000-0000-7000-8000-000000000000'
        WHERE id = (SELECT id FROM identity.sign_up WHERE email = $1 ORDER BY created_at DESC LIMIT 1)`,
      [email],
    );
    expect(await login(email)).toMatchObject({ status: 403, body: { code: 'address_unverified' } });
    await post('verification', { email });
    await post('verify', { token: await mailedToken(service, email) });
    expect((await login(email)).status).toBe(200);
  });

  it('sends no more than five within the hour, and does not say so', async () => {
    const email = address();
    const answers = [];
    for (let i = 0; i < 7; i++) answers.push((await ask(email)).status);
    expect(new Set(answers)).toEqual(new Set([202]));
    expect(await mailTo(service, email)).toHaveLength(5);
  });

  it('takes an invitation for the address as proof, and answers with a session', async () => {
    const email = address();
    const answer = await ask(email.toUpperCase(), { invitationToken: await invite(email) });
    expect(answer.status).toBe(201);
    expect(breaches('signUp', answer)).toEqual([]);
    const person = personOf(answer);
    const me = await sendAsPerson(service, person, { path: '/api/v1/me' });
    expect(me.body.email).toBe(email);
    expect((await mailTo(service, email)).map((mail) => mail.kind)).toEqual(['invitation']);
  });

  it('tells who holds the invitation that there is an account already', async () => {
    const { email } = await signUp(service);
    expect(await ask(email, { invitationToken: await invite(email) })).toMatchObject({
      status: 409,
      body: { code: 'email_taken' },
    });
  });

  it.each(['another address’s', 'an invented'])('takes %s invitation for none', async (which) => {
    const token = which.startsWith('another') ? await invite(address()) : 'A'.repeat(43);
    expect(await ask(address(), { invitationToken: token })).toMatchObject({
      status: 409,
      body: { code: 'invitation_unusable' },
    });
  });

  it.each([['verify'], ['verification'], ['password-reset'], ['password-reset/confirm'], ['email/confirm']])(
    'refuses %s from a foreign page',
    async (path) => {
      const headers = { origin: 'https://evil.example' };
      const answer = await send(service, { method: 'post', path: `${AUTH}/${path}`, headers });
      expect(answer).toMatchObject({ status: 403, body: { code: 'origin_foreign' } });
    },
  );
});

describe.each(['invite', 'closed'] as const)('signing up where it is %s', (mode) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startIdentity({}, { SIGN_UP: mode });
  });
  afterAll(() => service.close());

  it('says so, for every address', async () => {
    const body = { email: address(), password: PASSWORD, fullName: 'Ada Lovelace' };
    const answer = await send(service, { method: 'post', path: `${AUTH}/sign-up`, body });
    const code = mode === 'closed' ? 'sign_up_closed' : 'invitation_needed';
    expect(answer).toMatchObject({ status: 403, body: { code } });
    expect(breaches('signUp', answer)).toEqual([]);
    const options = await send(service, { path: `${AUTH}/options` });
    expect(options.body).toEqual({ signUp: mode });
    expect(breaches('getSignUpOptions', options)).toEqual([]);
  });
});
