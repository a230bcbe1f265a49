import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sessionFetch } from './http-client.js';
import { closeSession, onSignedOut, openSession } from './session.js';

const user = {
  id: 'u',
  email: 'a@b.c',
  fullName: 'A',
  avatarUrl: null,
  organizations: [],
  createdAt: '2026-01-01T00:00:00Z',
};
const session = (accessToken: string, livesMs = 600_000) => ({
  accessToken,
  expiresAt: new Date(Date.now() + livesMs).toISOString(),
  user,
});
const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
const refused = json.bind(null, 401, { code: 'unauthenticated', title: 'Sign in', status: 401 });

let calls: Request[];
let answers: (() => Response)[];

beforeEach(() => {
  calls = [];
  answers = [];
  vi.stubGlobal('fetch', (input: RequestInfo | URL, init?: RequestInit) => {
    calls.push(input instanceof Request ? input : new Request(new URL(input, 'http://localhost'), init));
    const answer = answers.shift();
    return answer ? Promise.resolve(answer()) : Promise.reject(new TypeError('no network'));
  });
});

afterEach(() => {
  closeSession();
  vi.unstubAllGlobals();
});

const seen = () =>
  calls.map((call) => `${call.method} ${new URL(call.url).pathname} ${call.headers.get('Authorization') ?? '-'}`);
const request = () => sessionFetch('http://localhost/api/v1/me');

describe('sessionFetch', () => {
  it('sends the token it holds', async () => {
    openSession(session('one'));
    answers = [() => json(200, {})];
    expect((await request()).status).toBe(200);
    expect(seen()).toEqual(['GET /api/v1/me Bearer one']);
  });

  it('renews before a token ends, with the header a foreign site cannot set', async () => {
    openSession(session('old', 5_000));
    answers = [() => json(200, session('new')), () => json(200, {})];
    await request();
    expect(seen()).toEqual(['POST /api/v1/auth/refresh -', 'GET /api/v1/me Bearer new']);
    expect(calls[0]?.headers.get('X-Throughline-Csrf')).toBe('1');
  });

  it('repeats a refused request once with a new token', async () => {
    openSession(session('revoked'));
    answers = [refused, () => json(200, session('new')), () => json(200, {})];
    expect((await request()).status).toBe(200);
    expect(seen()).toEqual([
      'GET /api/v1/me Bearer revoked',
      'POST /api/v1/auth/refresh -',
      'GET /api/v1/me Bearer new',
    ]);
  });

  it('gives up after the second refusal instead of circling', async () => {
    openSession(session('one'));
    answers = [refused, () => json(200, session('two')), refused];
    expect((await request()).status).toBe(401);
    expect(calls).toHaveLength(3);
  });

  it('tells that the session is over when the cookie is refused', async () => {
    openSession(session('one'));
    const signedOut = vi.fn();
    onSignedOut(signedOut);
    answers = [refused, refused];
    expect((await request()).status).toBe(401);
    expect(signedOut).toHaveBeenCalledOnce();
    onSignedOut(() => undefined);
  });

  it('does not sign out because the network is down', async () => {
    openSession(session('old', 5_000));
    const signedOut = vi.fn();
    onSignedOut(signedOut);
    await expect(request()).rejects.toMatchObject({ code: 'unreachable' });
    expect(signedOut).not.toHaveBeenCalled();
    onSignedOut(() => undefined);
  });

  it('shares one renewal between requests', async () => {
    openSession(session('old', 5_000));
    answers = [() => json(200, session('new')), () => json(200, {}), () => json(200, {})];
    await Promise.all([request(), request()]);
    expect(seen().filter((call) => call.startsWith('POST'))).toHaveLength(1);
  });

  it('leaves sign-in alone', async () => {
    answers = [refused];
    expect((await sessionFetch('http://localhost/api/v1/auth/login', { method: 'POST', body: '{}' })).status).toBe(401);
    expect(seen()).toEqual(['POST /api/v1/auth/login -']);
  });
});
