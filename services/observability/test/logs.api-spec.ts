import { memberClaims, startTestService, type TestService } from '@throughline/testing';
import { deploymentsDeploymentFinishedV1 } from '@throughline/contracts';
import { AppModule } from '../src/app.module.js';
import { manifest } from '../src/manifest.js';
import { aDeployment, aLine, ingest, newPlace, read } from './builders.js';
import { contractProblems } from './contract.js';
import { openTail } from './open-tail.js';

describe('reading logs', () => {
  let service: TestService;
  const place = newPlace();
  const elsewhere = { ...newPlace(place.orgId), serviceId: place.serviceId };
  const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
  const messages = (body: { items: { message: string }[] }): string[] => body.items.map((line) => line.message);
  const search = async (query: string): Promise<string[]> =>
    messages((await read(service, place.orgId, `logs?${query}`)).body);

  beforeAll(async () => {
    service = await startTestService(AppModule, manifest);
    await ingest(service, place, [
      aLine({ timestamp: minutesAgo(5), level: 'error', message: 'Payment FAILED for order_7', traceId: 't1' }),
      aLine({ timestamp: minutesAgo(4), level: 'info', message: 'payment accepted at 100%' }),
      aLine({ timestamp: minutesAgo(3), level: 'fatal', message: 'orderX7 lost' }),
      aLine({ timestamp: minutesAgo(60 * 26), level: 'warn', message: 'of yesterday' }),
    ]);
    await ingest(service, elsewhere, [aLine({ timestamp: minutesAgo(1), level: 'warn', message: 'staging payment' })]);
  });
  afterAll(() => service.close());

  it.each([
    ['', ['staging payment', 'orderX7 lost', 'payment accepted at 100%', 'Payment FAILED for order_7']],
    ['text=payment', ['staging payment', 'payment accepted at 100%', 'Payment FAILED for order_7']],
    ['text=payment%20-failed', ['staging payment', 'payment accepted at 100%']],
    ['text=%22failed%20for%22', ['Payment FAILED for order_7']],
    ['text=100%25', ['payment accepted at 100%']],
    ['text=order_7', ['Payment FAILED for order_7']],
    ['text=%27%3B--', []],
    ['level=error&level=fatal', ['orderX7 lost', 'Payment FAILED for order_7']],
    ['level=warn', ['staging payment']],
    ['traceId=t1', ['Payment FAILED for order_7']],
    [`environmentId=${elsewhere.environmentId}`, ['staging payment']],
    [`serviceId=${newPlace().serviceId}`, []],
    [`from=${minutesAgo(4.5)}&to=${minutesAgo(2)}`, ['orderX7 lost', 'payment accepted at 100%']],
    [`from=${minutesAgo(60 * 48)}&level=warn`, ['staging payment', 'of yesterday']],
  ])('finds %p, newest first', async (query, found) => expect(await search(query)).toEqual(found));

  it('answers as the contract says', async () => {
    const answer = await read(service, place.orgId, 'logs?limit=2');
    expect(contractProblems('searchLogs', answer)).toEqual([]);
    expect(answer.body).toMatchObject({ nextCursor: expect.any(String), searchedTo: answer.body.items[1].at });
  });

  it('walks pages without losing or repeating a row of the same microsecond', async () => {
    const crowd = newPlace();
    const timestamp = new Date().toISOString().replace('Z', '123Z');
    await Promise.all(
      [0, 1].map((batch) =>
        ingest(
          service,
          batch === 0 ? crowd : { ...crowd, environmentId: newPlace().environmentId },
          Array.from({ length: 25 }, (_, n) => aLine({ timestamp, message: `${batch}.${n}` })),
        ),
      ),
    );
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body } = await read(
        service,
        crowd.orgId,
        `logs?limit=7${cursor && `&cursor=${cursor}`}&to=${new Date(Date.now() + 60_000).toISOString()}`,
      );
      seen.push(...messages(body));
      cursor = body.nextCursor;
    }
    expect(seen).toHaveLength(50);
    expect(new Set(seen).size).toBe(50);
  });

  it.each([
    ['logs?from=x', 400],
    ['logs?from=2026-W01', 400],
    [`logs?from=${minutesAgo(1)}&to=${minutesAgo(2)}`, 400],
    ['logs?from=2020-01-01T00:00:00Z', 400],
    ['logs?level=loud', 400],
    ['logs?serviceId=1', 400],
    ['logs?cursor=x', 400],
    [`logs?cursor=${Buffer.from('["x","y"]').toString('base64url')}`, 400],
    [`logs?cursor=${Buffer.from('["2026-11-20T12:00:00.000000Z","y"]').toString('base64url')}`, 400],
    ['logs?limit=0', 400],
    ['logs?text=%00', 400],
    ['logs?unknown=1', 400],
    ['logs?text=a&text=b', 400],
    ['logs/histogram?level=loud', 400],
    ['logs/tail?serviceId=1', 400],
    ['changes?from=x', 400],
    ['changes?cursor=x', 400],
    ['line/execution/x', 404],
    ['line/nonsense/x', 404],
    ['line/commit/%00', 404],
    [`line/execution/${newPlace().orgId}`, 404],
  ])('refuses %s with %p', async (path, status) => {
    const answer = await read(service, place.orgId, path);
    expect({ status: answer.status, type: answer.headers['content-type'] }).toEqual({
      status,
      type: expect.stringContaining('application/problem+json'),
    });
  });

  it('counts by level, with the deployments of the range', async () => {
    const here = newPlace();
    const deployment = aDeployment(here);
    await ingest(service, here, [aLine({ level: 'error' }), aLine({ level: 'error' }), aLine({ level: 'info' })]);
    await service.deliver(deploymentsDeploymentFinishedV1, here.orgId, deployment);
    const answer = await read(service, here.orgId, `logs/histogram?from=${minutesAgo(60)}`);
    expect(contractProblems('getLogHistogram', answer)).toEqual([]);
    const { buckets, bucketMs, deployments } = answer.body;
    expect(bucketMs).toBe(60_000);
    expect(buckets.length).toBeLessThanOrEqual(120);
    expect(total(buckets, 'error')).toBe(2);
    expect(total(buckets, 'info')).toBe(1);
    expect(deployments).toMatchObject([
      { kind: 'deployment_finished', deploymentId: deployment.deploymentId, state: 'succeeded' },
    ]);
    const overview = await read(service, here.orgId, 'overview');
    expect(contractProblems('getOverview', overview)).toEqual([]);
    expect([total(overview.body.buckets, 'lines'), total(overview.body.buckets, 'errors')]).toEqual([3, 2]);
  });

  it('hides the lines of another organization, by path and by token', async () => {
    expect((await read(service, newPlace().orgId, 'logs')).body.items).toEqual([]);
    const bearer = await service.bearer(memberClaims(newPlace().orgId, 'owner'));
    const answer = await fetch(`${service.url}/api/v1/orgs/${place.orgId}/logs`, {
      headers: { authorization: bearer },
    });
    expect(answer.status).toBe(404);
  });

  it('tails what is committed, through its filter, and resumes where it was left', async () => {
    const here = newPlace();
    const tail = await openTail(service, here, 'level=error&text=boom');
    await ingest(service, here, [
      aLine({ level: 'info', message: 'boom' }),
      aLine({ level: 'error', message: 'boom 1' }),
      aLine({ level: 'error', message: 'other' }),
    ]);
    const first = await tail.next();
    expect(first.data.message).toBe('boom 1');
    tail.close();
    await ingest(service, here, [aLine({ level: 'error', message: 'boom 2' })]);
    const resumed = await openTail(service, here, 'level=error&text=boom', first.id);
    await ingest(service, here, [aLine({ level: 'error', message: 'boom 3' })]);
    expect([(await resumed.next()).data.message, (await resumed.next()).data.message]).toEqual(['boom 2', 'boom 3']);
    resumed.close();
  });
});

const total = (buckets: Record<string, number>[], field: string): number =>
  buckets.reduce((sum, bucket) => sum + (bucket[field] ?? 0), 0);
