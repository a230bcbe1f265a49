import {
  createTestDatabase,
  createTestKeys,
  eventually,
  probeManifest,
  type ServiceProcess,
  spawnService,
  type TestDatabase,
  testConfig,
  type TestKeys,
} from '@throughline/testing';
import { join } from 'node:path';
import { type EchoLoad, isClean, outcomeOf, outcomeText, settle, startEchoes } from '../c-echoes.ts';
import { faultRun, sized } from '../fault-run.config.ts';
import { report } from '../figure.ts';
import { type OwnRedis, startOwnRedis } from '../own-redis.ts';
import { randomOf } from '../random.ts';

const ENTRY = join(__dirname, '../../../libs/shared/testing/dist/probe/probe.main.js');
const DRAINED_MS = 60_000;
const LIMIT_MS = 600_000;

/** Kills Redis at random points of the way to `atLeast` acknowledged commands; it is back at once. */
async function endure(redis: OwnRedis, load: EchoLoad, size: { kills: number; atLeast: number }): Promise<void> {
  const random = randomOf(faultRun().seed);
  for (let kill = 1; kill <= size.kills; kill++) {
    const goal = Math.floor(((kill - random() * 0.5) * size.atLeast) / size.kills);
    await eventually(() => expect(load.acknowledged()).toBeGreaterThanOrEqual(goal), LIMIT_MS);
    await redis.kill();
    const before = load.acknowledged(); // commands go on without it
    await eventually(() => expect(load.acknowledged()).toBeGreaterThan(before + 10), LIMIT_MS);
    await redis.restart();
  }
  await eventually(() => expect(load.acknowledged()).toBeGreaterThanOrEqual(size.atLeast), LIMIT_MS);
  await load.stop();
}

/** Redis, with its append-only file, dies at random moments under load. kill -9 does not test power loss. */
describe('C4: Redis killed', () => {
  let redis: OwnRedis;
  let db: TestDatabase;
  let keys: TestKeys;
  let service: ServiceProcess;
  beforeAll(async () => {
    [redis, db, keys] = await Promise.all([
      startOwnRedis({ appendOnly: true }),
      createTestDatabase(probeManifest),
      createTestKeys(),
    ]);
    const config = { ...testConfig(db, keys, '/nonexistent'), PROCESS_ROLE: 'all' as const };
    service = await spawnService(ENTRY, { ...config, REDIS_URL: redis.url, REDIS_REQUIRE_AOF: true });
  }, 120_000);
  afterAll(async () => {
    await service.kill();
    await Promise.all([redis.remove(), db.drop(), keys.close()]);
  }, 60_000);

  it(
    'loses nothing, repeats nothing, refuses nothing',
    async () => {
      const size = { kills: sized(3, 20), atLeast: sized(600, 20_000) };
      const load = startEchoes({ url: () => service.url, keys }, 4);
      await endure(redis, load, size);
      const drainedMs = await settle(db, DRAINED_MS * 3);
      const outcome = await outcomeOf(db, [load]);
      const refused = [...load.refusals().values()].reduce((all, count) => all + count, 0);
      const seconds = (drainedMs / 1_000).toFixed(1);
      report({
        row: 'C4',
        target: 'kill -9 x20 with AOF: 0 lost, 0 effects repeated, backlog drained within 60 s',
        reached: `kill -9 x${size.kills}, ${load.acknowledged()} commands, ${refused} refused: ${outcomeText(outcome)}, drained in ${seconds} s`,
        pass: isClean(outcome) && refused === 0 && drainedMs <= DRAINED_MS,
      });
      expect(outcome).toEqual({ lost: 0, repeated: 0, broken: [] });
      expect(refused).toBe(0);
      expect(drainedMs).toBeLessThanOrEqual(DRAINED_MS);
    },
    sized(5, 45) * 60_000,
  );
});
