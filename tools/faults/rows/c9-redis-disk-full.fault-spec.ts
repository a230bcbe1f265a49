import { eventually } from '@throughline/testing';
import { type EchoLoad, isClean, outcomeOf, outcomeText, refusedOf, settle, startEchoes } from '../c-echoes.ts';
import { type RedisProbe, startRedisProbe } from '../c-redis-probe.ts';
import { mountSmallDisk } from '../c9-small-disk.ts';
import { sized } from '../fault-run.config.ts';
import { report } from '../figure.ts';

const DISK_MIB = 100;
const GROWN_MIB = 1_000;
const LEFT_MIB = 1;
/** How many commands are sent while the append-only file cannot be written. */
const WHILE_FULL = sized(200, 5_000);
const LIMIT_MS = 300_000;

const disk = mountSmallDisk(DISK_MIB);
if (typeof disk === 'string') console.warn(`C9 is skipped: a disk of its own cannot be mounted (${disk})`);

/** The disk under Redis' append-only file has no space left: it refuses to write until there is some. */
(typeof disk === 'string' ? describe.skip : describe)('C9: disk full under the append-only file', () => {
  let probe: RedisProbe;
  const { folder, leave, grow, unmount } = disk as Exclude<typeof disk, string>;
  beforeAll(async () => {
    probe = await startRedisProbe({ appendOnly: true, parent: folder });
  }, 120_000);
  afterAll(async () => {
    await probe.close();
    unmount();
  }, 60_000);

  async function endure(load: EchoLoad): Promise<number> {
    leave(LEFT_MIB);
    const write = (): Promise<unknown> => probe.redis.command('SET', 'filler', 'x');
    await eventually(() => expect(write()).rejects.toThrow(/MISCONF/), LIMIT_MS);
    const before = load.acknowledged();
    await eventually(() => expect(load.acknowledged()).toBeGreaterThanOrEqual(before + WHILE_FULL), LIMIT_MS);
    await load.stop();
    grow(GROWN_MIB);
    return load.acknowledged() - before;
  }

  it(
    'is no reason to refuse a command or to lose an event',
    async () => {
      const load = startEchoes(probe, 3);
      const sentWhileFull = await endure(load);
      const settledMs = await settle(probe.db, LIMIT_MS);
      const outcome = await outcomeOf(probe.db, [load]);
      const refused = refusedOf(load);
      const seconds = (settledMs / 1_000).toFixed(1);
      report({
        row: 'C9',
        target: 'refused with 503 or 507, never acknowledged and lost: 100% there once there is space',
        reached: `AOF: ${sentWhileFull} commands while full, ${refused} refused; ${outcomeText(outcome)}, done ${seconds} s after`,
        pass: isClean(outcome) && refused === 0,
      });
      expect(outcome).toEqual({ lost: 0, repeated: 0, broken: [] });
      expect(refused).toBe(0);
    },
    LIMIT_MS * 3,
  );
});
