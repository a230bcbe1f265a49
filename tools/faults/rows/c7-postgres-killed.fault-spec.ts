import { newId } from '@throughline/kernel';
import {
  createTestDatabase,
  createTestKeys,
  eventually,
  memberClaims,
  probeManifest,
  type ServiceProcess,
  spawnService,
  type TestDatabase,
  testConfig,
  type TestKeys,
} from '@throughline/testing';
import { join } from 'node:path';
import { faultRun, sized } from '../fault-run.config.ts';
import { report } from '../figure.ts';
import { type OwnCluster, startOwnCluster } from '../own-cluster.ts';
import { randomOf } from '../random.ts';

const ENTRY = join(__dirname, '../../../libs/shared/testing/dist/probe/probe.main.js');
const RECONNECT_MS = 15_000;
const CLIENTS = 8;

/** PostgreSQL dies at random moments under load, and comes back; the service stays up. kill -9 does not test power loss. */
describe('C7: PostgreSQL killed', () => {
  let cluster: OwnCluster;
  let db: TestDatabase;
  let keys: TestKeys;
  let service: ServiceProcess;
  const orgId = newId();
  beforeAll(async () => {
    cluster = await startOwnCluster(5470);
    [db, keys] = await Promise.all([createTestDatabase(probeManifest), createTestKeys()]);
    service = await spawnService(ENTRY, { ...testConfig(db, keys, '/nonexistent'), PROCESS_ROLE: 'all' });
  }, 120_000);
  afterAll(async () => {
    await service.kill();
    await keys.close();
    await cluster.remove();
  }, 60_000);

  /** Writes until told to stop; returns the texts whose writing was answered with 2xx. */
  async function write(isOver: () => boolean, onAnswer: () => void): Promise<string[]> {
    const acknowledged: string[] = [];
    while (!isOver()) {
      const text = newId().slice(-20);
      const token = await keys.token('billing', memberClaims(orgId, 'owner'));
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const answer = await fetch(`${service.url}/api/v1/orgs/${orgId}/notes`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ text, rank: 1 }),
      }).catch(() => undefined);
      if (!answer?.ok) continue;
      acknowledged.push(text);
      onAnswer();
    }
    return acknowledged;
  }

  it(
    'loses nothing that was acknowledged',
    async () => {
      const [kills, atLeast] = [sized(4, 20), sized(2_000, 50_000)];
      const random = randomOf(faultRun().seed);
      let answers = 0;
      let isOver = false;
      const writers = Array.from({ length: CLIENTS }, () =>
        write(
          () => isOver,
          () => (answers += 1),
        ),
      );
      const outages: number[] = [];
      for (let kill = 1; kill <= kills; kill++) {
        const goal = Math.floor(((kill - random() * 0.5) * atLeast) / kills);
        await eventually(() => expect(answers).toBeGreaterThanOrEqual(goal), 300_000);
        await cluster.kill();
        await cluster.restart();
        const [back, before] = [performance.now(), answers];
        await eventually(() => expect(answers).toBeGreaterThan(before), RECONNECT_MS * 2);
        outages.push(performance.now() - back);
      }
      await eventually(() => expect(answers).toBeGreaterThanOrEqual(atLeast), 300_000);
      isOver = true;
      const acknowledged = (await Promise.all(writers)).flat();
      const stored = await db.query<{ text: string }>('SELECT text FROM billing.note WHERE org_id = $1', [orgId]);
      const found = new Set(stored.map(({ text }) => text));
      const lost = acknowledged.filter((text) => !found.has(text)).length;
      const slowest = Math.max(...outages);
      report({
        row: 'C7',
        target: 'kill -9 x20: 0 of >= 50,000 acknowledged lost, reconnected within 15 s without a restart',
        reached: `kill -9 x${kills}: ${lost} of ${acknowledged.length} lost, back within ${(slowest / 1_000).toFixed(1)} s`,
        pass: lost === 0 && slowest <= RECONNECT_MS,
      });
      expect(lost).toBe(0);
      expect(slowest).toBeLessThanOrEqual(RECONNECT_MS);
    },
    sized(10, 45) * 60_000,
  );
});
