import { migrateLimitTable } from '@throughline/platform';
import { createTestDatabase, type TestDatabase, testRedisUrl } from '@throughline/testing';
import { raw, startTestGateway, type TestGateway, USER_ID } from './test-gateway.js';

const ORG = '/api/v1/orgs/acme/executions';

describe('the limits of two gateways', () => {
  let db: TestDatabase;
  let gateways: TestGateway[] = [];
  let address = 0;
  beforeAll(async () => {
    db = await createTestDatabase({ name: 'identity', title: 'Queues', entities: [], migrations: [] });
    await migrateLimitTable(db.queueUrl);
    const redis = testRedisUrl();
    const store: Record<string, string> = redis ? { REDIS_URL: redis } : { QUEUE_DATABASE_URL: db.queueUrl };
    const env = {
      ...store,
      TRUSTED_PROXIES: '127.0.0.1',
      RATE_LOGIN: '4',
      RATE_API: '6',
      RATE_ORG: '3',
      RATE_ADDRESS: '9',
    };
    gateways = await Promise.all([startTestGateway(env), startTestGateway(env)]);
    address = Date.now() % 60_000; // the Redis of the lane remembers the run before
  });
  afterAll(async () => {
    await Promise.all(gateways.map((gateway) => gateway.close()));
    await db.drop();
  });

  /** From an address that no other test used, to one gateway and the other in turn. */
  const ask = async (path: string, count: number, headers: Record<string, string> = {}) => {
    address += 1;
    const from = { 'x-forwarded-for': `198.18.${address >> 8}.${address & 255}` };
    const answers = [];
    for (let i = 0; i < count; i++) {
      const url = gateways[i % gateways.length]?.url ?? '';
      answers.push(
        await raw(url, path, { method: path.includes('auth') ? 'POST' : 'GET', headers: { ...from, ...headers } }),
      );
    }
    return answers;
  };

  it('are one limit', async () => {
    const answers = await ask('/api/v1/auth/login', 6);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429, 429]);
    const policy = '"login";q=4;w=60, "address";q=9;w=60';
    expect(answers[5]?.headers).toMatchObject({ 'ratelimit-policy': policy });
    expect(answers[5]?.headers['ratelimit']).toMatch(/^"login";r=0;t=\d+, "address";r=\d;t=\d+$/);
    expect(Number(answers[5]?.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('count what an organization does, whoever does it for it', async () => {
    const orgId = `0199a8c2-5b1e-7c3a-9a54-${String(Date.now()).slice(-12)}`;
    for (const gateway of gateways) {
      gateway.onExchange(({ org }) => [
        200,
        { token: 't', orgId: org === null ? null : orgId, subject: USER_ID, cacheSeconds: 10 },
      ]);
    }
    // In memory where there is no Redis: each gateway counts its own half.
    const allowed = testRedisUrl() ? 3 : 6;
    const statuses = [];
    for (let i = 0; i < 16; i++) {
      const headers = { authorization: `Bearer k${i}`, 'x-forwarded-for': `198.19.0.${i}` };
      statuses.push((await raw(gateways[i % 2]?.url ?? '', ORG, { headers })).status);
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(allowed);
    expect(statuses.at(-1)).toBe(429);
  });

  it('count everything from one address, whatever credentials it shows', async () => {
    const statuses = [];
    address += 1;
    for (let i = 0; i < 12; i++) {
      const from = { 'x-forwarded-for': `198.18.${address >> 8}.${address & 255}`, authorization: `Bearer many${i}` };
      statuses.push((await raw(gateways[0]?.url ?? '', '/api/v1/me', { headers: from })).status);
    }
    expect(statuses.slice(0, 9)).toEqual(Array(9).fill(200));
    expect(statuses.slice(9)).toEqual([429, 429, 429]);
  });
});
