import { newId } from '@throughline/kernel';
import { join } from 'node:path';
import { type ServiceProcess, spawnService } from '../service-process.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { createTestKeys, memberClaims, type TestKeys } from '../test-keys.js';
import { testConfig } from '../test-service.js';
import { probeManifest } from './probe.module.js';

const ENTRY = join(__dirname, '../../dist/probe/probe.main.js');

interface Answer {
  status: number;
  body: { id?: string; code?: string };
}

/** C10's other half: the process dies around the commit of a command, and the client comes back with its key. */
describe('a process that dies while it runs a request with an idempotency key', () => {
  let db: TestDatabase;
  let keys: TestKeys;
  let running: ServiceProcess | undefined;
  beforeAll(async () => {
    [db, keys] = await Promise.all([createTestDatabase(probeManifest), createTestKeys()]);
  });
  afterEach(() => running?.kill());
  afterAll(() => Promise.all([db.drop(), keys.close()]));

  const start = async (faultPoint = ''): Promise<ServiceProcess> => {
    running = await spawnService(ENTRY, testConfig(db, keys, '/nonexistent'), { FAULT_POINT: faultPoint });
    return running;
  };

  const post = async (url: string, orgId: string, key: string): Promise<Answer | undefined> => {
    const token = await keys.token('billing', memberClaims(orgId, 'owner', orgId));
    const response = await fetch(`${url}/api/v1/orgs/${orgId}/notes`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ text: 'once', rank: 1 }),
    }).catch(() => undefined);
    return response && { status: response.status, body: (await response.json()) as Answer['body'] };
  };

  it.each([
    ['before anything', 'idempotency.after_claim', 0],
    ['before its commit', 'outbox.after_append', 0],
    ['between its commit and the answer', 'idempotency.before_finish', 1],
    ['before it sent the answer that it has kept', 'idempotency.after_finish', 1],
  ])(
    '%s has done it once in the end',
    async (_when, faultPoint, committed) => {
      const [orgId, key] = [newId(), newId()];
      const notes = () => db.query<{ id: string }>('SELECT id FROM billing.note WHERE org_id = $1', [orgId]);
      const doomed = await start(faultPoint);
      expect(await post(doomed.url, orgId, key)).toBeUndefined();
      expect(await doomed.ended).toBe('SIGKILL');
      expect(await notes()).toHaveLength(committed);
      const { url } = await start();
      if (faultPoint !== 'idempotency.after_finish') {
        expect(await post(url, orgId, key)).toMatchObject({ status: 409, body: { code: 'idempotency_in_flight' } });
        await db.query('UPDATE billing.idempotency_key SET lease_until = clock_timestamp() WHERE key = $1', [key]);
      }
      const answer = await post(url, orgId, key);
      expect(answer?.status).toBe(201);
      expect(await notes()).toEqual([{ id: answer?.body.id }]);
    },
    30_000,
  );
});
