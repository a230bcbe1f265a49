import { eventually } from '@throughline/testing';
import { type EchoLoad, isClean, outcomeOf, outcomeText, refusedOf, settle, startEchoes } from '../c-echoes.ts';
import { type RedisProbe, startRedisProbe } from '../c-redis-probe.ts';
import { faultRun, sized } from '../fault-run.config.ts';
import { report } from '../figure.ts';
import type { OwnRedis } from '../own-redis.ts';
import { randomOf } from '../random.ts';

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
  let probe: RedisProbe;
  beforeAll(async () => {
    probe = await startRedisProbe({ appendOnly: true });
  }, 120_000);
  afterAll(() => probe.close(), 60_000);

  it(
    'loses nothing, repeats nothing, refuses nothing',
    async () => {
      const size = { kills: sized(3, 20), atLeast: sized(600, 20_000) };
      const load = startEchoes(probe, 4);
      await endure(probe.redis, load, size);
      const drainedMs = await settle(probe.db, DRAINED_MS * 3);
      const outcome = await outcomeOf(probe.db, [load]);
      const refused = refusedOf(load);
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
