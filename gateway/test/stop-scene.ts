import { type Envelope, identityAuthorityChangedV1 } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import {
  createTestDatabase,
  leftBehind,
  type LoadRequest,
  QueueWork,
  type ServiceProcess,
  spawnService,
  type StopScene,
  type TestDatabase,
  testRedisUrl,
  tooLate,
} from '@throughline/testing';
import { resolve } from 'node:path';
import { bodyOf, json, startUpstream, type Upstream } from './loopback.js';
import { ORG_ID, USER_ID } from './test-gateway.js';

const SERVICES = ['identity', 'pipelines', 'deployments', 'observability', 'billing'] as const;
const INTERNAL_SECRET = 'the-internal-secret-of-a-test';
const PATIENCE = {
  RATE_API: '1000000',
  RATE_RUNNER: '1000000',
  RATE_ADDRESS: '1000000',
  RATE_ORG: '1000000',
};
const READ_MS = 40;
/** A runner waits for longer than anything else that has an end. */
const LONG_POLL_MS = 3_000;
const EVENTS = 5_000;

const ORG = '/api/v1/orgs/acme';
const headers = { authorization: 'Bearer a', 'content-type': 'application/json' };
type Upstreams = Record<(typeof SERVICES)[number], Upstream>;

/** The gateway as a process before five loopback servers, with revocations to apply. */
export class GatewayStopScene {
  private readonly carriedOut: string[] = [];
  private given = 0;

  private constructor(
    private readonly db: TestDatabase,
    private readonly upstreams: Upstreams,
  ) {
    respond(upstreams, this.carriedOut);
  }

  static async start(): Promise<GatewayStopScene> {
    const db = await createTestDatabase({ name: 'identity', title: 'Queues', entities: [], migrations: [] });
    const started = await Promise.all(SERVICES.map(async (name) => [name, await startUpstream()] as const));
    return new GatewayStopScene(db, Object.fromEntries(started) as Upstreams);
  }

  async close(): Promise<void> {
    await Promise.all([this.db.drop(), ...Object.values(this.upstreams).map((upstream) => upstream.close())]);
  }

  scene(): StopScene {
    const queue = new QueueWork('gateway', this.db);
    return {
      start: () => this.spawn(),
      read: () => ({ path: `${ORG}/executions`, headers }),
      command: () => {
        const mark = newId();
        return { mark, request: { method: 'POST', path: `${ORG}/services`, headers, body: JSON.stringify({ mark }) } };
      },
      effects: () => Promise.resolve([...this.carriedOut]),
      streams: () => ['/live', '/logs/tail'].map((path) => ({ path: `${ORG}${path}`, headers })),
      longPolls: () => [acquire],
      addWork: async () => {
        this.given += EVENTS;
        await queue.add(Array.from({ length: EVENTS }, revocation));
      },
      workDone: async () => {
        const { waiting, active, failed } = await queue.counts();
        return this.given - waiting - active - failed;
      },
      brokenWork: async () => {
        const counts = await queue.counts();
        return [...leftBehind(counts), ...tooLate(counts.waiting)];
      },
    };
  }

  private spawn(): Promise<ServiceProcess> {
    const urls = SERVICES.map((name) => [`${name.toUpperCase()}_URL`, this.upstreams[name].url] as const);
    const queues = { QUEUE_DATABASE_URL: this.db.queueUrl, REDIS_URL: testRedisUrl() };
    const config = { ...queues, PUBLIC_URL: 'http://localhost:4400', LOG_LEVEL: 'silent' as const, DRAIN_MS: 300 };
    return spawnService(resolve(__dirname, '../dist/main.js'), config, {
      ...Object.fromEntries(urls),
      ...PATIENCE,
      INTERNAL_SECRET,
      GATEWAY_HOST: '127.0.0.1',
    });
  }
}

const acquire: LoadRequest = { method: 'POST', path: '/runner/v1/jobs/acquire', headers, body: '{}' };

function revocation(): Envelope {
  const userId = newId();
  const { type, version } = identityAuthorityChangedV1;
  const about = { aggregateId: userId, aggregateVersion: 1, occurredAt: new Date().toISOString(), traceparent: null };
  return { id: newId(), type, version, orgId: ORG_ID, ...about, data: { userId, authEpoch: 2 } };
}

function respond({ identity, pipelines, deployments, observability }: Upstreams, carriedOut: string[]): void {
  const granted = { token: 'internal', orgId: ORG_ID, subject: USER_ID, keyId: null, cacheSeconds: 10 };
  identity.respond((_request, response) => json(response, 200, granted));
  pipelines.respond((request, response) => {
    if (isLive(request.url)) return void response.writeHead(200, STREAM).write(': open\n\n');
    const ms = request.url === acquire.path ? LONG_POLL_MS : READ_MS;
    request.resume().on('end', () => setTimeout(() => json(response, 200, []), ms));
  });
  observability.respond((_request, response) => response.writeHead(200, STREAM).write(': open\n\n'));
  deployments.respond((request, response) => {
    if (isLive(request.url)) return void response.writeHead(200, STREAM).write(': open\n\n');
    if (request.method === 'GET') return json(response, 200, {});
    void bodyOf(request).then((body) => {
      carriedOut.push((JSON.parse(body.toString()) as { mark: string }).mark);
      setTimeout(() => json(response, 201, {}), READ_MS);
    });
  });
}

const STREAM = { 'content-type': 'text/event-stream' };
const isLive = (url = ''): boolean => url.includes('/live/');
