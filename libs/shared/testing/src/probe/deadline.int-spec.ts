import { Controller, Get, Module, Post, StreamableFile } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import { Deadline, OrgId, OrgTx, Requires } from '@throughline/platform';
import { Readable } from 'node:stream';
import { eventually } from '../eventually.js';
import { TcpProxy } from '../proxy/tcp-proxy.js';
import { testServerUrl } from '../test-env.config.js';
import { memberClaims } from '../test-keys.js';
import { startTestService, type TestService } from '../test-service.js';
import { ProbeModule, probeManifest } from './probe.module.js';

const LIMIT_MS = 500;
const POOL = 3;
const SOON_MS = 10_000;

/** Opens for those who wait, when the test says so. */
const gate = { open: (): void => undefined, opened: Promise.resolve() };
const close = (): void => void (gate.opened = new Promise((resolve) => (gate.open = resolve)));
const ends: string[] = [];

@Controller('api/v1/orgs/:org/slow')
class SlowController {
  constructor(private readonly orgTx: OrgTx) {}

  /** Waits for something else than the database, then writes. */
  @Post()
  @Requires('projects.manage')
  async write(@OrgId() orgId: string): Promise<object> {
    await gate.opened;
    const end = this.insert(orgId, 'late').then(
      () => 'committed',
      (error: { driverError?: { code?: string } }) => error.driverError?.code ?? 'failed',
    );
    ends.push(await end);
    return {};
  }

  @Post('patient')
  @Deadline(60_000, 'The test says when.')
  @Requires('projects.manage')
  async writePatiently(@OrgId() orgId: string): Promise<object> {
    await gate.opened;
    await this.insert(orgId, 'patient');
    return {};
  }

  @Get('file')
  @Requires('projects.read')
  file(@OrgId() orgId: string): StreamableFile {
    return new StreamableFile(Readable.from(this.pieces(orgId)));
  }

  private async *pieces(orgId: string): AsyncGenerator<string> {
    yield 'first ';
    await gate.opened;
    const [row] = await this.orgTx.run(orgId, (tx) => tx.query<{ word: string }>(`SELECT 'second' AS word`));
    yield row?.word ?? '';
  }

  private insert(orgId: string, text: string): Promise<unknown> {
    const sql = 'INSERT INTO note (id, org_id, text, rank) VALUES ($1, $2, $3, 1)';
    return this.orgTx.run(orgId, (tx) => tx.query(sql, [newId(), orgId, text]));
  }
}

@Module({ imports: [ProbeModule], controllers: [SlowController] })
class SlowModule {}

describe('the deadline of a request', () => {
  let proxy: TcpProxy;
  let service: TestService;
  const userId = newId();
  let orgId: string;
  beforeAll(async () => {
    const server = new URL(testServerUrl());
    proxy = await TcpProxy.to({ host: server.hostname, port: Number(server.port) });
    service = await startTestService(SlowModule, probeManifest, ({ DATABASE_URL }) => ({
      DATABASE_URL: proxy.through(DATABASE_URL),
      DATABASE_POOL: POOL,
      DATABASE_PREPARE: false, // a test reads the statements on their way
      REQUEST_LIMIT_MS: LIMIT_MS,
    }));
  }, 60_000);
  beforeEach(() => {
    orgId = newId();
    close();
  });
  afterEach(() => void Object.assign(proxy, { fault: {}, watch: undefined }));
  afterAll(async () => {
    await service.close();
    await proxy.close();
  });

  const send = async (method: string, path: string, body?: object, key = newId()): Promise<Response> => {
    const authorization = await service.bearer(memberClaims(orgId, 'owner', userId));
    const headers = { authorization, 'content-type': 'application/json', 'idempotency-key': key };
    const url = `${service.url}/api/v1/orgs/${orgId}/${path}`;
    return fetch(url, { method, headers, body: JSON.stringify(body) });
  };
  const note = (text: string, key?: string): Promise<Response> => send('POST', 'notes', { text, rank: 1 }, key);
  const texts = async (): Promise<string[]> => {
    const sql = 'SELECT text FROM billing.note WHERE org_id = $1';
    return (await service.db.query<{ text: string }>(sql, [orgId])).map(({ text }) => text);
  };
  /** Until no transaction of the service is open at the server. */
  const settled = (): Promise<void> =>
    eventually(async () => {
      const sql = `SELECT 1 FROM pg_stat_activity
                    WHERE datname = current_database() AND application_name = 'billing' AND xact_start IS NOT NULL`;
      expect(await service.db.query(sql)).toEqual([]);
    }, SOON_MS);

  const expectRefused = async (answer: Response): Promise<void> => {
    expect({ status: answer.status, retryAfter: answer.headers.get('retry-after') }).toEqual({
      status: 503,
      retryAfter: '1',
    });
    expect(await answer.json()).toMatchObject({ code: 'deadline_exceeded', status: 503 });
  };

  it('holds for many statements together, and nothing of them is left', async () => {
    proxy.fault = { delayMs: 60 };
    const start = performance.now();
    const answer = await note('slow', 'key-slow');
    expect(performance.now() - start).toBeLessThan(3 * LIMIT_MS);
    await expectRefused(answer);
    proxy.fault = {};
    await settled();
    expect(await texts()).toEqual([]);
    await eventually(async () => expect((await note('slow', 'key-slow')).status).toBe(201), SOON_MS);
    expect(await texts()).toEqual(['slow']);
  });

  it('holds for a statement that waits, and for those who wait for a connection', async () => {
    const { client, release } = await service.db.connect();
    await client.query('BEGIN; LOCK TABLE billing.note');
    const answers = await Promise.all(Array.from({ length: POOL * 3 }, (_, at) => note(`locked ${at}`)));
    await client.query('ROLLBACK');
    release();
    for (const answer of answers) await expectRefused(answer);
    await settled();
    expect(await texts()).toEqual([]);
    expect((await note('free')).status).toBe(201);
  });

  it('holds for a handler that waits for something else, which then cannot write any more', async () => {
    await expectRefused(await send('POST', 'slow'));
    gate.open();
    await eventually(() => expect(ends).toEqual(['deadline_exceeded']), SOON_MS);
    await settled();
    expect(await texts()).toEqual([]);
    expect((await note('next')).status).toBe(201);
  });

  it('leaves a commit that was under way to the retry of the same key', async () => {
    const commands = new Set<unknown>();
    proxy.watch = (chunk, direction, link) => {
      if (direction === 'up' && chunk.includes('INSERT INTO idempotency_step')) commands.add(link);
      if (direction === 'up' && chunk.includes('COMMIT') && commands.has(link)) setImmediate(() => link.halfOpen());
    };
    await expectRefused(await note('unknown', 'key-unknown'));
    proxy.watch = undefined;
    await eventually(async () => expect((await note('unknown', 'key-unknown')).status).toBe(201), SOON_MS);
    expect(await texts()).toEqual(['unknown']);
  });

  it('is over once the answer has begun', async () => {
    const start = performance.now();
    const answer = await send('GET', 'slow/file');
    await eventually(() => expect(performance.now() - start).toBeGreaterThan(2 * LIMIT_MS), SOON_MS);
    gate.open();
    expect([answer.status, await answer.text()]).toEqual([200, 'first second']);
  });

  it('is another one where the route says so', async () => {
    const start = performance.now();
    const sent = send('POST', 'slow/patient');
    await eventually(() => expect(performance.now() - start).toBeGreaterThan(2 * LIMIT_MS), SOON_MS);
    gate.open();
    expect((await sent).status).toBe(201);
    expect(await texts()).toEqual(['patient']);
  });
});
