import { newId } from '@throughline/kernel';
import { join } from 'node:path';
import { eventQueue, openQueueBackend, type PlatformConfig } from '@throughline/platform';
import { type ServiceProcess, spawnService } from '../service-process.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { testRedisUrl } from '../test-env.config.js';
import { createTestKeys, memberClaims, type TestKeys } from '../test-keys.js';
import { testConfig } from '../test-service.js';
import { probeManifest } from './probe.module.js';

const ENTRY = join(__dirname, '../../dist/probe/probe.main.js');

/** The probe as a process that may be killed, on a database that stays. */
export interface ProbeWorld {
  db: TestDatabase;
  start(config?: Partial<PlatformConfig>, env?: Record<string, string>): Promise<ServiceProcess>;
  /** Starts a process whenever the one before has ended, as a supervisor does, until it is told to stop. */
  keepRunning(config?: Partial<PlatformConfig>): { url(): string; stop(): Promise<void> };
  /** Puts an event of a service into the outbox, for the handler that its name chooses. */
  emit(orgId: string, name: string): Promise<void>;
  /** Sends a command below the organization's address. */
  post(url: string, orgId: string, path: string, body?: object): Promise<Response>;
  /** Sends the echo command; false when it was not acknowledged. */
  echo(url: string, orgId: string, rank: number): Promise<boolean>;
  /** How many jobs of the probe's queue are in a worker's hands, as far as the queue knows. */
  activeJobs(): Promise<number>;
  /** The texts of the organization's notes that begin with the word, without it, in order. */
  notes(orgId: string, word: string): Promise<string[]>;
  close(): Promise<unknown>;
}

/** The queue's lock and the sweeps are short, so that what takes a minute in production takes a second here. */
const HASTE = { PROCESS_ROLE: 'all' as const, QUEUE_LOCK_MS: 1_000, REDRIVE_AFTER_MS: 500, SWEEP_MS: 100 };

export async function createProbeWorld(): Promise<ProbeWorld> {
  const [db, keys] = await Promise.all([createTestDatabase(probeManifest), createTestKeys()]);
  const running = new Set<ServiceProcess>();
  const start: ProbeWorld['start'] = async (config = {}, env = {}) => {
    const probe = await spawnService(ENTRY, { ...testConfig(db, keys, '/nonexistent'), ...HASTE, ...config }, env);
    running.add(probe);
    void probe.ended.then(() => running.delete(probe));
    return probe;
  };
  return {
    db,
    start,
    async activeJobs() {
      const backend = await openQueueBackend({ REDIS_URL: testRedisUrl(), QUEUE_DATABASE_URL: db.queueUrl });
      const queue = backend.queue(eventQueue('billing'));
      const count = await queue.getActiveCount();
      await queue.close();
      await backend.close();
      return count;
    },
    keepRunning: (config) => supervise(() => start(config)),
    async emit(orgId, name) {
      const [id, serviceId] = [newId(), newId()];
      const payload = JSON.stringify({ serviceId, projectId: orgId, slug: 's', name });
      await db.query(
        `INSERT INTO billing.outbox (id, org_id, aggregate, aggregate_id, version, type, type_version, payload)
         VALUES ($1, $2, 'service', $3, 1, 'deployments.service-changed', 1, $4)`,
        [id, orgId, serviceId, payload],
      );
      await db.query(`INSERT INTO billing.aggregate_version VALUES ('service', $1, $2, 1)`, [serviceId, orgId]);
    },
    post: (url, orgId, path, body = {}) => post(keys, { url, orgId, path, body }),
    echo: async (url, orgId, rank) => {
      const body = { text: `${rank}`, rank };
      const answer = await post(keys, { url, orgId, path: '/echoes', body }).catch(() => undefined);
      return answer?.ok === true;
    },
    async notes(orgId, word) {
      const rows = await db.query<{ text: string }>(
        `SELECT text FROM billing.note WHERE org_id = $1 AND text LIKE $2 ORDER BY length(text), text`,
        [orgId, `${word} %`],
      );
      return rows.map((row) => row.text.slice(word.length + 1));
    },
    async close() {
      await Promise.all([...running].map((probe) => probe.kill()));
      await Promise.all([db.drop(), keys.close()]);
    },
  };
}

function supervise(start: () => Promise<ServiceProcess>): ReturnType<ProbeWorld['keepRunning']> {
  const state: { current: ServiceProcess | undefined; isStopping: boolean } = { current: undefined, isStopping: false };
  const run = async (): Promise<void> => {
    while (!state.isStopping) {
      state.current = await start();
      await state.current.ended;
    }
  };
  const done = run();
  return {
    url: () => state.current?.url ?? '',
    stop: async () => {
      state.isStopping = true;
      await state.current?.kill();
      await done;
    },
  };
}

interface Command {
  url: string;
  orgId: string;
  path: string;
  body: object;
}

async function post(keys: TestKeys, { url, orgId, path, body }: Command): Promise<Response> {
  const token = await keys.token('billing', memberClaims(orgId, 'owner'));
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return fetch(`${url}/api/v1/orgs/${orgId}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
}
