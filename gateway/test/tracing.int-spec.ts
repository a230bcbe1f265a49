import { Body, Controller, Module, Post } from '@nestjs/common';
import { exchangeRequest, identityOrgCreatedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import {
  OrgId,
  OrgTx,
  Outbox,
  Public,
  readTracingConfig,
  Requires,
  type ServiceManifest,
  startTracing,
  stopTracing,
  flushTraces,
} from '@throughline/platform';
import {
  type CollectedSpan,
  createTestDatabase,
  createTestKeys,
  eventually,
  memberClaims,
  type ServiceProcess,
  spawnService,
  startTestService,
  testConfig,
  type TestDatabase,
  type TestKeys,
  type TestService,
  TraceCollector,
} from '@throughline/testing';
import { join } from 'node:path';
import { probeManifest } from '../../libs/shared/testing/src/probe/probe.module.js';
import { raw, startTestGateway, type TestGateway, USER_ID } from './test-gateway.js';

const CONSUMER = join(__dirname, '../../libs/shared/testing/dist/probe/probe.main.js');
const CALLER = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };
const orgId = newId();
let tokenOf: (audience: string) => Promise<string>;

/** Plays identity: exchanges credentials, and creates an organization by an event. */
@Controller()
class IdentityController {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly outbox: Outbox,
  ) {}

  @Post('internal/exchange')
  @Public()
  async exchange(@Body() body: unknown): Promise<object> {
    const { audience } = exchangeRequest.parse(body);
    return { token: await tokenOf(audience), orgId, subject: USER_ID, cacheSeconds: 10 };
  }

  @Post('api/v1/orgs/:org/projects')
  @Requires('projects.manage')
  create(@OrgId() org: string): Promise<object> {
    return this.orgTx.run(org, async (tx) => {
      const data = { slug: 'traced', name: 'traced', ownerUserId: USER_ID, parentOrgId: null };
      await this.outbox.append(tx, identityOrgCreatedV1, { kind: 'organization', id: newId() }, data);
      return {};
    });
  }
}

@Module({ controllers: [IdentityController] })
class IdentityModule {}

const manifest: ServiceManifest = { name: 'identity', title: 'Identity', entities: [], migrations: [] };

describe('a trace across gateway → service → queue → service', () => {
  const collector = new TraceCollector();
  let consumerDb: TestDatabase;
  let consumerKeys: TestKeys;
  let identity: TestService;
  let consumer: ServiceProcess;
  let gateway: TestGateway;
  beforeAll(async () => {
    const endpoint = await collector.start();
    process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = endpoint; // the exporter reads it by itself
    [identity, consumerDb, consumerKeys] = await Promise.all([
      startTestService(IdentityModule, manifest),
      createTestDatabase(probeManifest),
      createTestKeys(),
    ]);
    tokenOf = (audience) => identity.keys.token(audience, memberClaims(orgId, 'owner'));
    await startTracing({ name: 'edge', version: '1', isEdge: true }, readTracingConfig());
    const queue = testConfig(identity.db, identity.keys, identity.directory).QUEUE_DATABASE_URL;
    consumer = await spawnService(
      CONSUMER,
      { ...testConfig(consumerDb, consumerKeys, '/nonexistent'), PROCESS_ROLE: 'all', QUEUE_DATABASE_URL: queue },
      { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SERVICE_NAME: 'consumer', OTEL_BSP_SCHEDULE_DELAY: '100' },
    );
    gateway = await startTestGateway({ IDENTITY_URL: identity.url });
  }, 60_000);
  afterAll(async () => {
    delete process.env['OTEL_EXPORTER_OTLP_ENDPOINT'];
    await stopTracing();
    await consumer.kill();
    await Promise.all([gateway.close(), identity.close(), collector.close(), consumerDb.drop(), consumerKeys.close()]);
  });

  const post = (path: string, headers: Record<string, string> = {}) =>
    raw(gateway.url, path, { method: 'POST', headers: { authorization: 'Bearer key', ...headers } });
  const find = (spans: CollectedSpan[], kind: CollectedSpan['kind'], name: RegExp): CollectedSpan => {
    const span = spans.find((one) => one.kind === kind && name.test(one.name));
    if (!span) throw new Error(`no ${kind} span ${String(name)} among ${spans.map((one) => one.name).join(', ')}`);
    return span;
  };

  it('is one trace, whose spans hang together', async () => {
    const traceparent = `00-${CALLER.traceId}-${CALLER.spanId}-01`;
    const answer = await post(`/api/v1/orgs/acme/projects`, { traceparent });
    expect({ status: answer.status, body: answer.body }).toEqual({ status: 201, body: '{}' });
    await identity.relay();
    await eventually(async () => {
      await flushTraces();
      find(collector.trace(CALLER.traceId), 'consumer', /^process /);
    }, 15_000);
    const spans = collector.trace(CALLER.traceId);
    const edge = find(spans, 'server', /^POST \/api\/v1\/orgs\/\{org\}\/projects\/\*$/);
    const call = spans.filter(({ kind, parentSpanId }) => kind === 'client' && parentSpanId === edge.spanId);
    const served = find(spans, 'server', /^POST \/api\/v1\/orgs\/:org\/projects$/);
    const transaction = find(spans, 'client', /^transaction$/);
    const created = find(spans, 'producer', /^create identity\.org-created$/);
    const sent = find(spans, 'producer', /^send identity\.org-created$/);
    const processed = find(spans, 'consumer', /^process billing\.events$/);
    expect(edge.parentSpanId).toBe(CALLER.spanId);
    expect(call.map(({ attributes }) => attributes['peer.service'])).toEqual(['identity', 'identity']);
    expect(call.map(({ spanId }) => spanId)).toContain(served.parentSpanId);
    expect(transaction.parentSpanId).toBe(served.spanId);
    expect(created.parentSpanId).toBe(transaction.spanId);
    expect([sent.parentSpanId, processed.parentSpanId]).toEqual([created.spanId, created.spanId]);
    expect([edge.service, processed.service]).toEqual(['edge', 'consumer']);
    expect(served.attributes).toMatchObject({
      'http.request.method': 'POST',
      'http.route': '/api/v1/orgs/:org/projects',
      'http.response.status_code': 201,
      'url.path': `/api/v1/orgs/${orgId}/projects`,
      'throughline.org.id': orgId,
    });
    expect(processed.attributes).toMatchObject({
      'messaging.system': 'bullmq',
      'messaging.operation.type': 'process',
      'messaging.destination.name': 'billing.events',
      'messaging.message.id': created.attributes['messaging.message.id'],
      'throughline.org.id': orgId,
    });
    const below = spans.filter(
      ({ service, parentSpanId }) => service === 'consumer' && parentSpanId === processed.spanId,
    );
    expect(below.map(({ name }) => name)).toContain('transaction');
  }, 30_000);

  it('is the trace that a problem names', async () => {
    const answer = await post('/api/v1/orgs/acme/projects/7', {
      traceparent: `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-00`,
    });
    const problem = JSON.parse(answer.body) as { traceId: string };
    expect(answer.status).toBe(404);
    expect(problem.traceId).toBe('ab'.repeat(16));
    await flushTraces();
    await eventually(() => expect(find(collector.trace(problem.traceId), 'server', /^POST/).isError).toBe(false));
  });

  it('has no spans of probes', async () => {
    await raw(gateway.url, '/livez');
    await flushTraces();
    expect(collector.spans.filter(({ attributes }) => attributes['url.path'] === '/livez')).toEqual([]);
  });

  it('keeps queries, tokens and messages out of spans', async () => {
    await post('/api/v1/orgs/acme/projects?token=canary-in-query', { authorization: 'Bearer canary-in-header' });
    await flushTraces();
    expect(JSON.stringify(collector.spans)).not.toContain('canary');
  });
});
