import { ORG_ID, problem, raw, startTestGateway, type TestGateway } from './test-gateway.js';

const ORG = '/api/v1/orgs/acme';

describe('what strangers try at the gateway', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({ RATE_LOGIN: '3', RATE_REFUSED: '1000' });
  });
  afterAll(() => gateway.close());

  const reached = (): number => Object.values(gateway.upstreams).reduce((sum, { seen }) => sum + seen.length, 0);

  /** I5 of the threat catalogue. */
  describe.each(['/api/v1/me', `${ORG}/executions`, '/internal/exchange', '/livez'])('paths that mean %s', (path) => {
    const spellings = [
      `/${path}`,
      `${path}/`,
      `${path};x=1`,
      path.replace('/', '/%2e/'),
      path.replace(/\/(?=[^/]*$)/, '/%2f'),
      path.replace('/', '/.%2f'),
      `/x/..${path}`,
      `/x/%2e%2e${path}`,
      path.toUpperCase(),
      `/${path.slice(1).replaceAll('/', '\\')}\\`,
      `${path}%00`,
      `${path}%20`,
      `${path}%3fx`,
      `${path}%23`,
      `http://127.0.0.1${path}/`,
      `${path}/.`,
      `${path}/..;/x`,
    ];
    it.each(spellings)('%s is 404, and reaches nothing', async (spelling) => {
      const before = reached();
      const answer = await raw(gateway.url, spelling, { headers: { accept: 'text/html' } });
      expect([401, 404]).toContain(answer.status);
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(reached()).toBe(before);
    });

    it.each(['TRACE', 'OPTIONS', 'PROPFIND', 'SEARCH'])('%s is 404', async (method) => {
      const before = reached();
      expect((await raw(gateway.url, path, { method })).status).toBe(404);
      expect(reached()).toBe(before);
    });
  });

  it('does not believe a method override', async () => {
    const headers = { authorization: 'Bearer a', 'x-http-method-override': 'DELETE', 'x-method-override': 'DELETE' };
    await raw(gateway.url, `${ORG}/members/7`, { headers });
    expect(gateway.upstreams.identity.seen.at(-1)).toMatchObject({ method: 'GET' });
    expect(gateway.upstreams.identity.seen.at(-1)?.headers).not.toHaveProperty('x-http-method-override');
  });

  it('A7: no header of the caller is an identity', async () => {
    const headers = {
      'x-user-id': 'admin',
      X_Org_Id: ORG_ID,
      'x-org-id': ORG_ID,
      'x-forwarded-for': '127.0.0.1',
      forwarded: 'for=127.0.0.1',
      'x-original-url': '/internal/exchange',
    };
    const refused = await raw(gateway.url, `${ORG}/executions`, { headers });
    expect(refused.status).toBe(401);
    await raw(gateway.url, `${ORG}/executions`, {
      headers: { ...headers, authorization: 'Bearer a', connection: 'close, authorization, x-request-id' },
    });
    const seen = gateway.upstreams.pipelines.seen.at(-1);
    expect(seen?.headers.authorization).toBe('Bearer internal-for-pipelines-of-a');
    expect(seen?.headers['x-request-id']).toEqual(expect.any(String));
    for (const name of ['x-user-id', 'x_org_id', 'x-org-id', 'forwarded', 'x-original-url']) {
      expect(seen?.headers).not.toHaveProperty(name);
    }
  });

  it.each([
    ['none', {}],
    ['another scheme', { authorization: 'Basic YTpi' }],
    ['an empty one', { authorization: 'Bearer ' }],
    ['two in one', { authorization: 'Bearer a b' }],
    ['a cookie', { cookie: 'session=s' }],
  ])('asks for a credential when there is %s', async (_what, headers) => {
    const answer = await raw(gateway.url, `${ORG}/executions`, { headers });
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'unauthenticated', status: 401 });
  });

  it.each([
    [401, 'credential_invalid', 401, 'unauthenticated'],
    [404, 'not_found', 404, 'not_found'],
    [403, 'suspended', 403, 'suspended'],
    [403, 'internal_only', 503, 'upstream_unavailable'],
    [500, 'internal', 503, 'upstream_unavailable'],
  ])('passes on identity’s %i %s as %i', async (status, code, expected, expectedCode) => {
    gateway.onExchange(() => problem(status, code));
    const headers = { authorization: `Bearer refused-${code}` };
    const answer = await raw(gateway.url, `${ORG}/executions`, { headers });
    expect(answer.status).toBe(expected);
    expect(JSON.parse(answer.body)).toMatchObject({ code: expectedCode });
  });

  it('slows down those who guess passwords', async () => {
    const attempts = await Promise.all(
      Array.from({ length: 5 }, () => raw(gateway.url, '/api/v1/auth/login', { method: 'POST' })),
    );
    expect(attempts.map(({ status }) => status).sort()).toEqual([200, 200, 200, 429, 429]);
    const refused = attempts.find(({ status }) => status === 429);
    expect(refused?.headers).toMatchObject({ 'ratelimit-policy': expect.stringMatching(/^"login";q=3;w=60, /) });
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(1);
    expect(JSON.parse(refused?.body ?? '')).toMatchObject({ code: 'rate_limited', status: 429 });
  });

  it('slows down those who guess keys', async () => {
    const strict = await startTestGateway({ RATE_REFUSED: '3' });
    try {
      strict.onExchange(() => problem(401, 'credential_invalid'));
      const statuses: number[] = [];
      for (let n = 0; n < 5; n++) {
        const headers = { authorization: `Bearer guess-${n}` };
        statuses.push((await raw(strict.url, '/api/v1/me', { headers })).status);
      }
      expect(statuses).toEqual([401, 401, 401, 429, 429]);
      expect(strict.exchanges).toHaveLength(3);
    } finally {
      await strict.close();
    }
  });
});
