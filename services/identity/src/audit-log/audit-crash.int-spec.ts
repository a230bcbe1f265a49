import { newId } from '@throughline/kernel';
import {
  createTestDatabase,
  createTestKeys,
  eventually,
  memberClaims,
  spawnService,
  type TestDatabase,
  testConfig,
  type TestKeys,
} from '@throughline/testing';
import { join } from 'node:path';
import { wordsOn } from '../../test/audit-words.js';
import { INTERNAL_SECRET } from '../../test/identity-world.js';
import { manifest } from '../manifest.js';

const DIST = join(__dirname, '../../dist');

describe('O5: a crash in the middle of a write', () => {
  let db: TestDatabase;
  let keys: TestKeys;
  beforeAll(async () => {
    [db, keys] = await Promise.all([createTestDatabase(manifest), createTestKeys()]);
  });
  afterAll(() => Promise.all([db.drop(), keys.close()]));

  const start = (faultPoint: string) =>
    spawnService(
      join(DIST, 'main.js'),
      { ...testConfig(db, keys, '/nonexistent'), PROCESS_ROLE: 'all', QUEUE_LOCK_MS: 1_000 },
      { FAULT_POINT: faultPoint, INTERNAL_SECRET },
    );

  it.each(['outbox.after_append@3', 'identity.audit.after_entry@2'])(
    'at %s leaves a whole chain, and no act without its row',
    async (fault) => {
      const orgId = newId();
      await db.query(`INSERT INTO identity.organization (id, org_id, slug, name) VALUES ($1, $1, $2, 'Org')`, [
        orgId,
        `o-${orgId.slice(-12)}`,
      ]);
      const doomed = await start(fault);
      let isDead = false;
      void doomed.ended.then(() => (isDead = true));
      const authorization = `Bearer ${await keys.token('identity', memberClaims(orgId, 'owner'))}`;
      const headers = { authorization, 'content-type': 'application/json' };
      for (let i = 0; i < 200 && !isDead; i++) {
        const body = JSON.stringify({ name: `Project ${i}` });
        await fetch(`${doomed.url}/api/v1/orgs/${orgId}/projects`, { method: 'POST', headers, body }).catch(
          () => undefined,
        );
      }
      expect(await doomed.ended).toBe('SIGKILL');
      const restarted = await start('');
      const idsOf = async (sql: string): Promise<string[]> =>
        (await db.query<{ id: string }>(sql, [orgId])).map(({ id }) => id).sort();
      await eventually(async () => {
        const projects = await idsOf('SELECT id FROM identity.project WHERE org_id = $1');
        expect(projects.length).toBeGreaterThan(0);
        expect(await idsOf('SELECT resource_id AS id FROM identity.audit_entry WHERE org_id = $1')).toEqual(projects);
      }, 20_000);
      await restarted.kill();
      expect((await wordsOn(db)).filter((line) => !line.startsWith('ok '))).toEqual([]);
    },
    60_000,
  );
});
