import { openQueueBackend, type QueueBackend } from '@throughline/platform';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { eventually } from '../eventually.js';
import { probeManifest } from '../probe/probe.module.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import type { Link } from './link.js';
import { TcpProxy } from './tcp-proxy.js';

/** What an answer may take, and a little for a busy machine. */
const LIMIT_MS = 7_000;
/** A connection that listens is asked every 10 s and has 5 s to answer; then the worker has another one. */
const NOTICED_MS = 10_000 + 5_000 + LIMIT_MS;
/**
 * A worker's first statements (its name, its look for jobs that stalled, and for one to do), and those of whoever is not
 * quite gone. Without a pause it would be eight hundred links in a second.
 */
const AT_ONCE = 8;
const PAUSE_MS = 500;
const QUEUE = 'broken-link';

/** How long it takes to be refused. */
async function refusal(asked: Promise<unknown>): Promise<number> {
  const began = performance.now();
  await expect(asked).rejects.toThrow(/time/);
  return performance.now() - began;
}

describe('queues in a PostgreSQL that takes connections and says nothing', () => {
  let server: Server;
  beforeAll(async () => {
    server = createServer((socket) => socket.on('error', () => undefined));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => void server.close());

  it('are refused at boot in time', async () => {
    const url = `postgres://queue:test@127.0.0.1:${(server.address() as AddressInfo).port}/queues`;
    expect(await refusal(openQueueBackend({ QUEUE_DATABASE_URL: url }))).toBeLessThan(LIMIT_MS);
  });
});

describe('the link to queues in PostgreSQL', () => {
  let db: TestDatabase;
  let proxy: TcpProxy;
  let backend: QueueBackend;
  const done: string[] = [];
  const startWorker = () =>
    backend.worker(QUEUE, (job) => Promise.resolve(void done.push(job.name)), { concurrency: 1 });
  beforeAll(async () => {
    db = await createTestDatabase(probeManifest);
    const { hostname, port } = new URL(db.queueUrl);
    proxy = await TcpProxy.to({ host: hostname, port: Number(port) });
    backend = await openQueueBackend({ QUEUE_DATABASE_URL: proxy.through(db.queueUrl) });
  });
  afterAll(async () => {
    await backend.close();
    await proxy.close();
    await db.drop();
  });

  it('may be broken when a queue and a worker are made; they work once it is whole', async () => {
    proxy.watch = (_chunk, _direction, link) => link.cut();
    const [queue, worker] = [backend.queue(QUEUE), startWorker()];
    await expect(queue.add('first', {})).rejects.toThrow();
    proxy.watch = undefined;
    await queue.add('second', {});
    await eventually(() => expect(done).toEqual(['second']));
    await Promise.all([queue.close(), worker.close()]);
  });

  it('may refuse a worker, who then does not ask all the time', async () => {
    const links = new Set<Link>();
    proxy.watch = (_chunk, _direction, link) => void (links.add(link), link.cut());
    const began = performance.now();
    const worker = startWorker();
    try {
      await eventually(() => expect(links.size).toBeGreaterThanOrEqual(AT_ONCE + 2));
      expect(performance.now() - began).toBeGreaterThan(2 * PAUSE_MS * 0.9);
    } finally {
      proxy.watch = undefined;
      await worker.close();
    }
  });

  it('may go silent midway: what was asked is refused in time, and the next is answered', async () => {
    const [queue, worker] = [backend.queue(QUEUE), startWorker()];
    await queue.add('third', {});
    await eventually(() => expect(done).toContain('third'));
    proxy.watch = (_chunk, _direction, link) => link.halfOpen();
    expect(await refusal(backend.ping())).toBeLessThan(LIMIT_MS);
    proxy.watch = undefined;
    await backend.ping();
    await queue.add('fourth', {});
    await eventually(() => expect(done).toContain('fourth'), NOTICED_MS);
    await Promise.all([queue.close(), worker.close()]);
  }, 60_000);
});
