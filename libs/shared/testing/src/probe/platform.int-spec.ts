import { auditRecordedV1, identityOrgCreatedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import { Audit, OrgTx, ServiceMetrics } from '@throughline/platform';
import request from 'supertest';
import { startTestService, type TestService } from '../test-service.js';
import { useMatchers } from '../matchers.js';
import { memberClaims } from '../test-keys.js';
import { uncoveredTables } from '../tenancy/uncovered-tables.js';
import { eventually } from '../eventually.js';
import { ProbeModule, probeManifest } from './probe.module.js';

useMatchers();

describe('the platform under a small service', () => {
  let service: TestService;
  const orgA = newId();
  const orgB = newId();
  beforeAll(async () => {
    service = await startTestService(ProbeModule, probeManifest, { PROCESS_ROLE: 'all' });
  });
  afterAll(() => service.close());

  const notes = (org: string): string => `/api/v1/orgs/${org}/notes`;
  const post = async (org: string, body: object | string, claims = memberClaims(org, 'owner')) =>
    request(service.url)
      .post(notes(org))
      .set('authorization', await service.bearer(claims))
      .set('content-type', 'application/json')
      .send(body);

  it('writes for one organization and hides it from the other', async () => {
    expect((await post(orgA, { text: 'of A', rank: 1 })).status).toBe(201);
    const mine = await request(service.url)
      .get(notes(orgA))
      .set('authorization', await service.bearer(memberClaims(orgA, 'viewer')));
    expect(mine.body).toEqual([{ id: expect.any(String), text: 'of A' }]);
    const others = await request(service.url)
      .get(notes(orgB))
      .set('authorization', await service.bearer(memberClaims(orgB, 'viewer')));
    expect(others.body).toEqual([]);
  });

  it.each([
    ['no token', undefined, 401, 'unauthenticated'],
    ['a viewer', 'viewer', 403, 'permission_missing'],
  ] as const)('refuses %s', async (_who, role, status, code) => {
    const answer = role
      ? await post(orgA, { text: 'x', rank: 1 }, memberClaims(orgA, role))
      : await request(service.url).post(notes(orgA)).send({});
    expect(answer).toBeProblem(status, code);
    expect(answer.body.traceId).toMatch(/^[0-9a-f]{32}$/);
  });

  it('answers a path of another organization like a missing one', async () => {
    const answer = await request(service.url)
      .get(notes(orgB))
      .set('authorization', await service.bearer(memberClaims(orgA, 'owner')));
    expect(answer.status).toBe(404);
  });

  it.each([
    ['an unknown field', { text: 'x', rank: 1, extra: true }, '/extra'],
    ['a wrong type', { text: 'x', rank: '1' }, '/rank'],
    ['an array for a scalar', { text: ['x'], rank: 1 }, '/text'],
  ])('names the pointer of %s', async (_what, body, pointer) => {
    const answer = await post(orgA, body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].pointer).toBe(pointer);
  });

  it.each([
    ['broken JSON', '{"text":', 400],
    ['10,000 levels', '['.repeat(10_000) + ']'.repeat(10_000), 400],
    ['__proto__', '{"__proto__":{"polluted":1},"text":"x","rank":1}', 400],
    ['two megabytes', JSON.stringify({ text: 'x'.repeat(2_000_000), rank: 1 }), 413],
    ['a null byte', JSON.stringify({ text: 'a\u0000b', rank: 1 }), 400],
    ['nothing', '', 400],
  ])('refuses %s', async (_what, body, status) => {
    const answer = await post(orgA, body);
    expect({ status: answer.status, body: answer.body }).toMatchObject({ status, body: { status } });
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('refuses another content type', async () => {
    const answer = await request(service.url)
      .post(notes(orgA))
      .set('authorization', await service.bearer(memberClaims(orgA, 'owner')))
      .set('content-type', 'text/xml')
      .send('<a/>');
    expect(answer.status).toBe(415);
  });

  it('leaves event and audit fact with the command, and publishes them', async () => {
    await expect(service).toHaveEmitted(auditRecordedV1, { action: 'note.created', service: 'billing' });
    await eventually(async () => {
      const rows = await service.db.query<{ type: string }>(
        'SELECT type FROM billing.outbox WHERE published_at IS NOT NULL ORDER BY id',
      );
      expect(rows.map((row) => row.type)).toEqual(['billing.entitlements-changed', 'audit-recorded']);
    });
  });

  it('applies an event once, however often it comes', async () => {
    const orgC = newId();
    const id = newId();
    const data = { slug: 'c', name: 'from an event', ownerUserId: newId(), parentOrgId: null };
    expect(await service.deliver(identityOrgCreatedV1, orgC, data, { id })).toBe(true);
    expect(await service.deliver(identityOrgCreatedV1, orgC, data, { id })).toBe(false);
    const rows = await service.db.query('SELECT text FROM billing.note WHERE org_id = $1', [orgC]);
    expect(rows).toEqual([{ text: 'from an event' }]);
  });

  it('leaves out of an audit fact what its names say is secret', async () => {
    const orgId = newId();
    await service.app.get(OrgTx).run(orgId, async (tx) => {
      const after = { name: 'hook', secret: 'audit-canary', nested: { apiKey: 'audit-canary' } };
      await service.app
        .get(Audit)
        .record(tx, { action: 'hook.created', resourceKind: 'hook', resourceId: orgId, after });
    });
    const [fact] = (await service.events(auditRecordedV1)).filter(({ resourceId }) => resourceId === orgId);
    expect(fact?.after).toEqual({ name: 'hook', secret: '[redacted]', nested: { apiKey: '[redacted]' } });
  });

  it('T2: leaves no table uncovered', async () => expect(await uncoveredTables(service.db, 'billing')).toEqual([]));

  it('is alive and ready', async () => {
    expect((await request(service.url).get('/livez')).status).toBe(200);
    expect((await request(service.url).get('/readyz')).body).toEqual({
      ready: true,
      checks: { process: 'up', database: 'up', queue: 'up', clock: 'up' },
    });
  });

  it('shows its metrics, and not where it answers requests', async () => {
    expect((await request(service.url).get('/metrics')).status).toBe(404);
    const text = await service.app.get(ServiceMetrics).text();
    for (const line of [
      /^throughline_outbox_waiting \d/m,
      /^throughline_outbox_oldest_seconds \d/m,
      /^throughline_queue_jobs\{queue="billing.events",state="waiting"\} \d/m,
      /^throughline_database_pool_connections\{state="in_use"\} \d/m,
      /^throughline_database_pool_connections\{state="waiting"\} 0/m,
      /^throughline_database_pool_size 4/m,
      /^throughline_http_request_seconds_count\{method="POST",route="\/api\/v1\/orgs\/:org\/notes",status="201"\} \d/m,
    ])
      expect(text).toMatch(line);
  });
});
