import { ingestKeyClaims, memberClaims, startTestService, type TestService } from '@throughline/testing';
import request from 'supertest';
import { AppModule } from '../src/app.module.js';
import { manifest } from '../src/manifest.js';
import { aLine, ingest, newPlace, read } from './builders.js';
import { contractProblems } from './contract.js';

describe('POST /ingest/v1/logs', () => {
  let service: TestService;
  const place = newPlace();
  beforeAll(async () => {
    service = await startTestService(AppModule, manifest);
  });
  afterAll(() => service.close());

  it('accepts a batch, refuses its bad entries one by one, and keeps the others', async () => {
    const answer = await ingest(service, place, [
      aLine({ message: 'one' }),
      { level: 'info' },
      aLine({ level: 'loud' }),
      aLine({ message: 'two' }),
    ]);
    expect(answer.status).toBe(202);
    expect(contractProblems('ingestLogs', answer)).toEqual([]);
    expect(answer.body).toMatchObject({
      accepted: 2,
      rejected: [
        { index: 1, code: 'entry_invalid' },
        { index: 2, code: 'level_unknown' },
      ],
    });
    const { body } = await read(service, place.orgId, 'logs');
    expect(body.items.map((line: { message: string }) => line.message).sort()).toEqual(['one', 'two']);
  });

  it('stores what the database cannot hold in a form that it can', async () => {
    const evil = 'a\\u0000b \\ud800 \\u202e \u{1F600}';
    const text = `[{"timestamp":"${new Date().toISOString()}","level":"err","message":"${evil} evil","meta":{"${evil}":"${evil}","__proto":1}}]`;
    const answer = await ingest(service, place, text);
    expect(answer.body).toEqual({ accepted: 1, rejected: [] });
    const { body } = await read(service, place.orgId, 'logs?text=evil');
    const stored = 'a\uFFFDb \uFFFD \u202e \u{1F600}';
    expect(body.items).toMatchObject([
      { level: 'error', message: `${stored} evil`, meta: { [stored]: stored, __proto: 1 } },
    ]);
  });

  const many = (count: number): object[] => Array.from({ length: count }, () => aLine({ message: 'x' }));
  it('accepts 5,000 entries', async () =>
    expect((await ingest(service, newPlace(), many(5_000))).body.accepted).toBe(5_000));
  it('accepts none', async () =>
    expect((await ingest(service, place, [])).body).toEqual({ accepted: 0, rejected: [] }));

  it.each([
    ['5,001 entries', JSON.stringify(many(5_001)), 413, 'too_many_entries'],
    ['more than a megabyte', JSON.stringify([aLine({ message: 'x'.repeat(1_100_000) })]), 413, 'bad_request'],
    ['an object', '{"timestamp":"now"}', 400, 'entries_not_array'],
    ['a text', '"line"', 400, 'json_invalid'],
    ['null', 'null', 400, 'json_invalid'],
    ['nothing', '', 400, 'entries_not_array'],
    ['half of a list', '[{"level":', 400, 'json_invalid'],
    ['meta of 10,000 levels', `[{"meta":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}]`, 400, 'json_too_deep'],
    ['a __proto__ key', '[{"__proto__":{"x":1}}]', 400, 'json_invalid'],
  ])('refuses %s', async (_what, body, status, code) => {
    const answer = await ingest(service, place, body);
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
    expect(contractProblems('ingestLogs', answer)).toEqual([]);
  });

  it.each([
    [[1, 'x', null, [], {}, true]],
    [
      [
        aLine({ message: 5 as unknown as string }),
        aLine({ meta: 'x' }),
        aLine({ timestamp: 1 as unknown as string }),
        aLine({ extra: 1 }),
      ],
    ],
    [
      [
        aLine({ timestamp: '9999-99-99T99:99:99Z' }),
        aLine({ timestamp: '+275760-09-13T00:00:00Z' }),
        aLine({ traceId: 'x'.repeat(129) }),
      ],
    ],
  ])('refuses every entry of %j by itself', async (entries) => {
    const answer = await ingest(service, place, entries);
    expect(answer.status).toBe(202);
    expect(answer.body.accepted).toBe(0);
    expect(answer.body.rejected).toHaveLength(entries.length);
  });

  it('takes JSON only', async () => {
    const bearer = await service.bearer(ingestKeyClaims(place.orgId, place.serviceId, place.environmentId));
    const answer = await request(service.url)
      .post('/ingest/v1/logs')
      .set('authorization', bearer)
      .set('content-type', 'text/plain')
      .send('x');
    expect(answer.status).toBe(415);
  });

  it.each([
    ['nobody', undefined, 401],
    ['an owner', memberClaims(place.orgId, 'owner'), 403],
    [
      'a key of no source',
      { ...ingestKeyClaims(place.orgId, place.serviceId, place.environmentId), service_id: null },
      403,
    ],
  ])('refuses %s', async (_who, claims, status) => {
    const post = request(service.url).post('/ingest/v1/logs');
    if (claims) post.set('authorization', await service.bearer(claims));
    expect((await post.send([aLine()])).status).toBe(status);
  });

  it('lets nothing in the body decide whose line it is', async () => {
    const other = newPlace();
    await ingest(service, place, [
      aLine({ message: 'mine', meta: { orgId: other.orgId, serviceId: other.serviceId } }),
    ]);
    expect((await read(service, other.orgId, 'logs')).body.items).toEqual([]);
    const { body } = await read(service, place.orgId, 'logs?text=mine');
    expect(body.items).toMatchObject([{ serviceId: place.serviceId, environmentId: place.environmentId }]);
  });
});
