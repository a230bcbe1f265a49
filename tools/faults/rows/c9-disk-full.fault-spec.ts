import { eventually } from '@throughline/testing';
import { type ClusterProbe, startClusterProbe } from '../c-cluster-probe.ts';
import { type EchoLoad, isClean, outcomeOf, outcomeText, refusedOf, settle, startEchoes } from '../c-echoes.ts';
import { mountSmallDisk } from '../c9-small-disk.ts';
import { sized } from '../fault-run.config.ts';
import { report } from '../figure.ts';

const DISK_MIB = 400;
const GROWN_MIB = 900;
/** How much of the disk the load has to itself. */
const LEFT_MIB = sized(6, 60);
const REFUSED = sized(20, 500);
const AFTER = sized(50, 1_000);
const LIMIT_MS = 300_000;
const TARGET = 'refused with 503 or 507, never acknowledged and lost: 100% there once there is space';

const disk = mountSmallDisk(DISK_MIB);
if (typeof disk === 'string') console.warn(`C9 is skipped: a disk of its own cannot be mounted (${disk})`);

/** The disk under PostgreSQL has no space left, until it is made larger and PostgreSQL is started on it again. */
(typeof disk === 'string' ? describe.skip : describe)('C9: disk full', () => {
  let probe: ClusterProbe;
  const { folder, leave, grow, unmount } = disk as Exclude<typeof disk, string>;
  beforeAll(async () => {
    probe = await startClusterProbe(5490, folder);
  }, 120_000);
  afterAll(async () => {
    await probe.close();
    unmount();
  }, 60_000);

  async function endure(load: EchoLoad): Promise<void> {
    const { cluster } = probe;
    leave(LEFT_MIB);
    await eventually(() => expect(refusedOf(load)).toBeGreaterThanOrEqual(REFUSED), LIMIT_MS);
    grow(GROWN_MIB);
    if (cluster.isRunning()) await cluster.kill(); // it may have lived through it; the crash is the harder case
    await cluster.restart();
    const before = load.acknowledged();
    await eventually(() => expect(load.acknowledged()).toBeGreaterThanOrEqual(before + AFTER), LIMIT_MS);
    await load.stop();
  }

  it(
    'refuses what it cannot keep, and keeps what it did not refuse',
    async () => {
      const load = startEchoes(probe, 4);
      await endure(load);
      await settle(probe.db, LIMIT_MS);
      const outcome = await outcomeOf(probe.db, [load]);
      const refusals = [...load.refusals()];
      const wrong = refusals.filter(([status]) => status !== 503 && status !== 507);
      const said = refusals.map(([status, count]) => `${count} x ${status}`).join(', ');
      report({
        row: 'C9',
        target: TARGET,
        reached: `PGDATA: ${load.acknowledged()} acknowledged, refused ${said}; ${outcomeText(outcome)}`,
        pass: isClean(outcome) && wrong.length === 0,
      });
      expect(outcome).toEqual({ lost: 0, repeated: 0, broken: [] });
      expect(wrong).toEqual([]);
    },
    LIMIT_MS * 3,
  );
});
