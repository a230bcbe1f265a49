import { newId } from '@throughline/kernel';
import { join } from 'node:path';
import { eventually } from '../eventually.js';
import { type ServiceProcess, spawnService } from '../service-process.js';
import { rowsOfOrganization } from '../tenancy/organization-rows.js';
import { createTestDatabase, type TestDatabase } from '../test-database.js';
import { createTestKeys, type TestKeys } from '../test-keys.js';
import { testConfig } from '../test-service.js';
import { probeManifest } from './probe.module.js';

const ENTRY = join(__dirname, '../../dist/probe/probe.main.js');
/** More than two batches of a purge. */
const ROWS = 5_000;
const LIMIT_MS = 60_000;

/** C1 for a purge: the process dies in the middle, is started again, and nothing is forgotten or counted twice. */
describe('a purge that is killed', () => {
  let db: TestDatabase;
  let keys: TestKeys;
  let running: ServiceProcess | undefined;
  beforeAll(async () => {
    [db, keys] = await Promise.all([createTestDatabase(probeManifest), createTestKeys()]);
  });
  afterEach(() => running?.kill());
  afterAll(() => Promise.all([db.drop(), keys.close()]));

  async function start(faultPoint = ''): Promise<ServiceProcess> {
    const config = { ...testConfig(db, keys, '/nonexistent'), PROCESS_ROLE: 'all' as const };
    running = await spawnService(ENTRY, config, { FAULT_POINT: faultPoint });
    return running;
  }

  async function fill(): Promise<string> {
    const orgId = newId();
    await db.query(
      `INSERT INTO billing.note (id, org_id, text, rank) SELECT gen_random_uuid(), $1, n::text, n FROM generate_series(1, $2) n`,
      [orgId, ROWS],
    );
    return orgId;
  }

  it.each(['purge.after_files', 'purge.after_batch', 'purge.after_batch@2', 'purge.before_finish'])(
    'at %s goes on where it was',
    async (fault) => {
      const [doomed, other] = [await fill(), await fill()];
      const otherBefore = await rowsOfOrganization(db, 'billing', other);
      await db.query('INSERT INTO billing.org_purge (organization_id, not_before) VALUES ($1, now())', [doomed]);
      const killed = await start(fault);
      expect(await killed.ended).toBe('SIGKILL');
      await start();
      await eventually(async () => {
        const told = await db.query<{ rows: number }>(
          `SELECT (payload->>'rows')::int AS rows FROM billing.outbox
            WHERE type = 'org-purged' AND payload->>'organizationId' = $1`,
          [doomed],
        );
        expect(told).toEqual([{ rows: ROWS }]);
      }, 30_000);
      expect(await db.query('SELECT 1 FROM billing.note WHERE org_id = $1', [doomed])).toEqual([]);
      expect(await rowsOfOrganization(db, 'billing', other)).toEqual(otherBefore);
    },
    LIMIT_MS,
  );
});
