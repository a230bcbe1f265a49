import { eventually } from '@throughline/testing';
import { type EchoLoad, isClean, outcomeOf, outcomeText, refusedOf, settle, startEchoes } from '../c-echoes.ts';
import { type RedisProbe, startRedisProbe } from '../c-redis-probe.ts';
import { faultRun, sized } from '../fault-run.config.ts';
import { report } from '../figure.ts';
import type { OwnRedis } from '../own-redis.ts';

const MIB = 1024 * 1024;
/** How many commands are sent while nothing more fits into Redis. */
const WHILE_FULL = sized(200, 10_000);
const ALARM_MS = 30_000;
/** An outbox of this age shows that events do not leave; when all is well it is younger than a second or two. */
const OLD_SECONDS = 10;
const LIMIT_MS = 600_000;

/** A little more than it needs now, or the catalogue's 20 MiB: so a short run comes to the fault too. */
async function limitMemory(redis: OwnRedis): Promise<void> {
  const used = Number(/^used_memory:(\d+)/m.exec(String(await redis.command('INFO', 'memory')))?.[1]);
  const bytes = faultRun().profile === 'full' ? 20 * MIB : used + MIB;
  await redis.command('CONFIG', 'SET', 'maxmemory', `${bytes}`);
}

interface Endured {
  sentWhileFull: number;
  /** How long after Redis was full the metrics showed that events do not leave; infinite when they never did. */
  alarmMs: number;
}

async function endure({ redis, metric }: RedisProbe, load: EchoLoad): Promise<Endured> {
  await limitMemory(redis);
  await eventually(() => expect(redis.command('SET', 'filler', 'x')).rejects.toThrow(/OOM/), LIMIT_MS);
  const [fullAt, before] = [performance.now(), load.acknowledged()];
  const isOld = async (): Promise<void> => expect(await metric('outbox_oldest_seconds')).toBeGreaterThan(OLD_SECONDS);
  const alarm = eventually(isOld, ALARM_MS).then(
    () => performance.now() - fullAt,
    () => Infinity,
  );
  await eventually(() => expect(load.acknowledged()).toBeGreaterThanOrEqual(before + WHILE_FULL), LIMIT_MS);
  const alarmMs = await alarm;
  await load.stop();
  await redis.command('CONFIG', 'SET', 'maxmemory', '0');
  return { sentWhileFull: load.acknowledged() - before, alarmMs };
}

/** Redis has no memory left, and says so; then it is given more. */
describe('C6: Redis full', () => {
  let probe: RedisProbe;
  beforeAll(async () => {
    probe = await startRedisProbe({ appendOnly: true });
  }, 120_000);
  afterAll(() => probe.close(), 60_000);

  it(
    'is no reason to refuse a command or to lose an event',
    async () => {
      const load = startEchoes(probe, 2);
      const { sentWhileFull, alarmMs } = await endure(probe, load);
      const settledMs = await settle(probe.db, LIMIT_MS);
      const outcome = await outcomeOf(probe.db, [load]);
      const refused = refusedOf(load);
      const [alarm, settled] = [alarmMs, settledMs].map((ms) => (ms / 1_000).toFixed(1));
      report({
        row: 'C6',
        target: 'memory full: commands keep 2xx, 0 lost once there is space, visible within 30 s',
        reached: `${sentWhileFull} commands while full, ${refused} refused; ${outcomeText(outcome)}, done ${settled} s after; in the metrics after ${alarm} s`,
        pass: isClean(outcome) && refused === 0 && alarmMs <= ALARM_MS,
      });
      expect(refused).toBe(0);
      expect(outcome).toEqual({ lost: 0, repeated: 0, broken: [] });
      expect(alarmMs).toBeLessThanOrEqual(ALARM_MS);
    },
    LIMIT_MS * 2,
  );
});
