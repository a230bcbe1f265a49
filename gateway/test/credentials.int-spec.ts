import { identityApiKeyRevokedV1, identityAuthorityChangedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { eventQueue, openQueueBackend, type QueueBackend } from '@throughline/platform';
import { createTestDatabase, eventually, type TestDatabase, testRedisUrl } from '@throughline/testing';
import { ORG_ID, problem, raw, startTestGateway, type TestGateway, USER_ID } from './test-gateway.js';

const ORG = '/api/v1/orgs/acme';

describe('the exchange of credentials', () => {
  let gateway: TestGateway;
  let db: TestDatabase;
  let queues: QueueBackend;
  beforeAll(async () => {
    db = await createTestDatabase({ name: 'identity', title: 'Queues', entities: [], migrations: [] });
    const urls = { QUEUE_DATABASE_URL: db.queueUrl, ...(testRedisUrl() ? { REDIS_URL: testRedisUrl() } : {}) };
    queues = await openQueueBackend(urls);
    gateway = await startTestGateway(urls as Record<string, string>);
  });
  afterAll(async () => {
    await gateway.close();
    await queues.close();
    await db.drop();
  });

  const get = (credential: string, path = `${ORG}/executions`): Promise<number> =>
    raw(gateway.url, path, { headers: { authorization: `Bearer ${credential}` } }).then(({ status }) => status);
  const asked = (credential: string): number =>
    gateway.exchanges.filter((question) => question.credential === credential).length;

  it('asks once for many requests at a time, and again for another organization or service', async () => {
    await Promise.all(Array.from({ length: 20 }, () => get('c1')));
    expect(asked('c1')).toBe(1);
    await get('c1', `${ORG}/deployments`);
    await get('c1', '/api/v1/orgs/other/executions');
    expect(asked('c1')).toBe(3);
  });

  it('keeps a refusal for a moment too', async () => {
    gateway.onExchange(({ credential, org }) =>
      credential === 'bad'
        ? problem(401, 'credential_invalid')
        : [200, { token: 't', orgId: org === null ? null : ORG_ID, subject: credential, cacheSeconds: 10 }],
    );
    expect(await Promise.all([get('bad'), get('bad'), get('bad')])).toEqual([401, 401, 401]);
    expect(asked('bad')).toBe(1);
  });

  it.each([
    [
      'authority has changed',
      identityAuthorityChangedV1.type,
      (subject: string) => ({ userId: subject, authEpoch: 2 }),
    ],
    ['key was revoked', identityApiKeyRevokedV1.type, (subject: string) => ({ apiKeyId: subject, prefix: 'tl_x' })],
  ])('forgets at once whose %s', async (_what, type, dataOf) => {
    const [subject, bystander] = [newId(), newId()];
    await get(subject);
    await get(bystander);
    await get(subject);
    expect(asked(subject)).toBe(1);
    const queue = queues.queue(eventQueue('gateway'));
    const envelope = { id: newId(), type, version: 1, occurredAt: new Date().toISOString(), orgId: ORG_ID };
    const aggregate = { aggregateId: subject, aggregateVersion: 1, traceparent: null };
    await queue.add(type, { ...envelope, ...aggregate, data: dataOf(subject) }, { jobId: `${envelope.id}-0` });
    await eventually(async () => {
      await get(subject);
      expect(asked(subject)).toBe(2);
    });
    await get(bystander);
    expect(asked(bystander)).toBe(1);
    await queue.close();
  });

  it('ends a person’s live stream when their authority changes', async () => {
    gateway.onExchange(() => [200, { token: 't', orgId: ORG_ID, subject: USER_ID, cacheSeconds: 10 }]);
    for (const name of ['pipelines', 'deployments', 'observability'] as const) {
      gateway.upstreams[name].respond((_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': open\n\n');
      });
    }
    const stream = raw(gateway.url, `${ORG}/live`, { headers: { authorization: 'Bearer live' } });
    await eventually(() => expect(gateway.upstreams.observability.seen.at(-1)?.url).toContain('/live/observability'));
    const queue = queues.queue(eventQueue('gateway'));
    const { type } = identityAuthorityChangedV1;
    const envelope = { id: newId(), type, version: 1, occurredAt: new Date().toISOString(), orgId: ORG_ID };
    const aggregate = { aggregateId: USER_ID, aggregateVersion: 1, traceparent: null };
    await queue.add(type, { ...envelope, ...aggregate, data: { userId: USER_ID, authEpoch: 3 } });
    expect((await stream).body).toContain(': open');
    await queue.close();
  });
});
