import type { PlatformConfig } from '@throughline/platform';
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
import { setTimeout as delay } from 'node:timers/promises';
import { choosePort } from '../../processes/free-port.ts';
import { pidOf } from '../c-child-pid.ts';
import { type EchoLoad, isClean, outcomeOf, outcomeText, settle, startEchoes } from '../c-echoes.ts';
import { metricAt } from '../c-metrics.ts';
import { PROBE_ENTRY } from '../c-redis-probe.ts';
import { faultRun, sized } from '../fault-run.config.ts';
import { report } from '../figure.ts';
import { type OwnRedis, startOwnRedis } from '../own-redis.ts';
import { randomOf } from '../random.ts';

const LOCK_MS = 1_000;
const PAUSES = sized(4, 100);
/** Beyond the lock and the look for stalled jobs, which is as long again. */
const PAUSE_MS = { least: 2_500, most: sized(4_000, 20_000) };
const LIMIT_MS = 120_000;

/** Freezes the process for a random time that is longer than its jobs' locks, again and again under load. */
async function freeze(frozen: ServiceProcess, load: EchoLoad): Promise<void> {
  const random = randomOf(faultRun().seed);
  const pid = pidOf(frozen);
  for (let pause = 0; pause < PAUSES; pause++) {
    const goal = load.acknowledged() + 20 + random() * 40;
    await eventually(() => expect(load.acknowledged()).toBeGreaterThan(goal), LIMIT_MS);
    process.kill(pid, 'SIGSTOP');
    await delay(PAUSE_MS.least + random() * (PAUSE_MS.most - PAUSE_MS.least)); // the fault itself: how long it lasts
    process.kill(pid, 'SIGCONT');
  }
}

/** Two workers; one stands still beyond its jobs' locks and then goes on with what the other has done meanwhile. */
describe('C3: worker frozen beyond its lease', () => {
  let redis: OwnRedis;
  let keys: TestKeys;
  beforeAll(async () => {
    [redis, keys] = await Promise.all([startOwnRedis({ appendOnly: true }), createTestKeys()]);
  }, 60_000);
  afterAll(() => Promise.all([redis.remove(), keys.close()]), 60_000);

  async function endure(db: TestDatabase, config: Partial<PlatformConfig>): Promise<[EchoLoad, number]> {
    const port = await choosePort(9480);
    const [healthy, frozen] = await Promise.all([
      spawnService(PROBE_ENTRY, config, { METRICS_PORT: `${port}`, METRICS_HOST: '127.0.0.1' }),
      spawnService(PROBE_ENTRY, config),
    ]);
    const load = startEchoes({ url: () => healthy.url, keys }, 3);
    try {
      await freeze(frozen, load);
      await load.stop();
      await settle(db, LIMIT_MS);
      return [load, await metricAt(port, 'queue_jobs_stalled_total')];
    } finally {
      await load.stop();
      await Promise.all([healthy.kill(), frozen.kill()]);
    }
  }

  it.each(['redis', 'postgres'] as const)(
    'has no effect twice with the queues in %s',
    async (backend) => {
      const db = await createTestDatabase(probeManifest);
      const common = { ...testConfig(db, keys, '/nonexistent'), PROCESS_ROLE: 'all' as const, QUEUE_LOCK_MS: LOCK_MS };
      const haste = { REDRIVE_AFTER_MS: 5_000, SWEEP_MS: 1_000 };
      const [load, stalled] = await endure(db, {
        ...common,
        ...haste,
        REDIS_URL: backend === 'redis' ? redis.url : undefined,
      });
      const outcome = await outcomeOf(db, [load]);
      await db.drop();
      report({
        row: 'C3',
        target: '100 pauses beyond the lock: 0 effects repeated, 0 lost',
        reached: `${backend}: ${PAUSES} pauses, ${load.acknowledged()} commands, ${stalled} jobs taken over: ${outcomeText(outcome)}`,
        pass: isClean(outcome) && stalled > 0,
      });
      expect(outcome).toEqual({ lost: 0, repeated: 0, broken: [] });
      expect(stalled).toBeGreaterThan(0); // else no pause fell upon a job
    },
    sized(4, 90) * 60_000,
  );
});
