import type { TestService } from '@throughline/testing';
import { cookieOf, CSRF, exchange, PASSWORD, send, signUp, startIdentity } from '../../test/identity-world.js';

/** A3 of the reliability page: one family alive, or all of it dead. */
describe('A3: refresh tokens under fire', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startIdentity();
  });
  afterAll(() => service.close());

  const refresh = (cookie: string) =>
    send(service, { method: 'post', path: '/api/v1/auth/refresh', headers: { cookie, ...CSRF } });
  const sessionOf = (userId: string) =>
    service.db.query<{ revoked_reason: string | null; tokens: number; unused: number }>(
      `SELECT s.revoked_reason, count(t.id)::int AS tokens, count(t.id) FILTER (WHERE t.used_at IS NULL)::int AS unused
         FROM identity.session s JOIN identity.refresh_token t ON t.session_id = s.id WHERE s.user_id = $1 GROUP BY s.id`,
      [userId],
    );
  /** As if everything so far had happened so much earlier. */
  const age = (userId: string, interval: string) =>
    service.db.query(
      `UPDATE identity.refresh_token SET used_at = used_at - $2::interval
        WHERE session_id IN (SELECT id FROM identity.session WHERE user_id = $1)`,
      [userId, interval],
    );

  it('gives 50 refreshes at once the same one successor', async () => {
    const person = await signUp(service);
    const answers = await Promise.all(Array.from({ length: 50 }, () => refresh(person.cookie)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    const [successor = '', ...others] = new Set(answers.map(cookieOf));
    expect(others).toEqual([]);
    expect(await sessionOf(person.userId)).toEqual([{ revoked_reason: null, tokens: 2, unused: 1 }]);
    expect((await refresh(successor)).status).toBe(200);
  });

  it('lets the direct parent repeat within the grace', async () => {
    const person = await signUp(service);
    const first = await refresh(person.cookie);
    await age(person.userId, '9 seconds');
    const again = await refresh(person.cookie);
    expect(again.status).toBe(200);
    expect(cookieOf(again)).toBe(cookieOf(first));
  });

  it.each([
    ['the parent after the grace', 1, '10.5 seconds'],
    ['the grandparent within the grace', 2, '0 seconds'],
    ['the grandparent after it', 2, '1 hour'],
    ['a far ancestor', 4, '0 seconds'],
  ])('ends the session when %s comes back, for the newest token too', async (_what, generations, interval) => {
    const person = await signUp(service);
    let newest = person.cookie;
    for (let i = 0; i < generations; i++) newest = cookieOf(await refresh(newest));
    await age(person.userId, interval);
    expect((await refresh(person.cookie)).status).toBe(401);
    expect((await refresh(newest)).status).toBe(401);
    expect(await sessionOf(person.userId)).toMatchObject([{ revoked_reason: 'reuse' }]);
    const credential = person.accessToken;
    expect((await exchange(service, { credential, org: null, audience: 'identity' })).status).toBe(401);
  });

  it('ends one session and leaves the person’s others', async () => {
    const person = await signUp(service);
    const body = { email: person.email, password: PASSWORD };
    const other = await send(service, { method: 'post', path: '/api/v1/auth/login', body });
    await refresh(cookieOf(await refresh(person.cookie)));
    expect((await refresh(person.cookie)).status).toBe(401);
    expect((await refresh(cookieOf(other))).status).toBe(200);
  });

  it('refuses a token of a session that has expired', async () => {
    const person = await signUp(service);
    await service.db.query(`UPDATE identity.session SET expires_at = clock_timestamp() WHERE user_id = $1`, [
      person.userId,
    ]);
    expect((await refresh(person.cookie)).status).toBe(401);
  });

  it('lets a locked address in by no number of tries at once', async () => {
    const person = await signUp(service);
    const tries = Array.from({ length: 30 }, (_, i) => ({ email: person.email, password: `wrong password ${i}` }));
    const answers = await Promise.all(
      tries.map((body) => send(service, { method: 'post', path: '/api/v1/auth/login', body })),
    );
    const looked = answers.filter((answer) => answer.status === 401).length;
    expect(looked + answers.filter((answer) => answer.status === 429).length).toBe(30);
    // Ten are free; the lock of the tenth lasts a second, in which a slow machine may admit another.
    expect(looked).toBeLessThanOrEqual(12);
  });
});
