import { newId } from '@throughline/kernel';
import { join } from 'node:path';
import { eventually } from '../eventually.js';
import { type ServiceProcess, spawnService } from '../service-process.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { createTestKeys, memberClaims, type TestKeys } from '../test-keys.js';
import { testConfig } from '../test-service.js';
import { probeManifest } from './probe.module.js';

const ENTRY = join(__dirname, '../../dist/probe/probe.main.js');
const POINTS = [
  'outbox.after_append',
  'relay.before_enqueue',
  'relay.after_enqueue',
  'relay.before_commit',
  'inbox.before_effect',
  'inbox.before_commit',
  'inbox.after_commit',
];
const PASSES = [1, 2, 4];
const MOST_COMMANDS = 500;

/** C1 at this stage's size: the process dies at a named point on its n-th pass there, and is started again. */
describe('C1: a crash between any two durable effects', () => {
  let db: TestDatabase;
  let keys: TestKeys;
  let running: ServiceProcess | undefined;
  beforeAll(async () => {
    [db, keys] = await Promise.all([createTestDatabase(probeManifest), createTestKeys()]);
  });
  afterEach(() => running?.kill());
  afterAll(() => Promise.all([db.drop(), keys.close()]));

  const start = async (faultPoint = ''): Promise<ServiceProcess> => {
    const config = { ...testConfig(db, keys, '/nonexistent'), PROCESS_ROLE: 'all' as const, QUEUE_LOCK_MS: 1_000 };
    running = await spawnService(ENTRY, config, { FAULT_POINT: faultPoint });
    return running;
  };

  const command = async (url: string, orgId: string, text: string): Promise<boolean> => {
    const token = await keys.token('billing', memberClaims(orgId, 'owner'));
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ text, rank: 1 });
    const answer = await fetch(`${url}/api/v1/orgs/${orgId}/echoes`, { method: 'POST', headers, body }).catch(
      () => undefined,
    );
    return answer?.ok === true;
  };

  const notes = async (orgId: string, prefix: string): Promise<string[]> => {
    const rows = await db.query<{ text: string }>(
      `SELECT text FROM billing.note WHERE org_id = $1 AND text LIKE $2 ORDER BY text`,
      [orgId, `${prefix} %`],
    );
    return rows.map((row) => row.text.slice(prefix.length + 1));
  };

  it.each(POINTS.flatMap((point) => PASSES.map((pass) => `${point}@${pass}`)))(
    'at %s loses nothing and does nothing twice',
    async (fault) => {
      const orgId = newId();
      const doomed = await start(fault);
      const acknowledged: string[] = [];
      let dead = false;
      void doomed.ended.then(() => (dead = true));
      for (let i = 0; i < MOST_COMMANDS && !dead; i++)
        if (await command(doomed.url, orgId, `${i}`)) acknowledged.push(`${i}`);
      expect(await doomed.ended).toBe('SIGKILL');
      await start();
      await eventually(async () => expect(await notes(orgId, 'echo')).toEqual(await notes(orgId, 'sent')), 30_000);
      expect(await notes(orgId, 'sent')).toEqual(expect.arrayContaining(acknowledged));
    },
    60_000,
  );
});
