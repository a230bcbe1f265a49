import { eventually, type ServiceProcess } from '@throughline/testing';
import { setTimeout as delay } from 'node:timers/promises';
import { type ClusterProbe, startClusterProbe } from '../c-cluster-probe.ts';
import { type EchoLoad, isClean, outcomeOf, outcomeText, settle, startEchoes } from '../c-echoes.ts';
import { sized } from '../fault-run.config.ts';
import { report } from '../figure.ts';

const FROZEN_MS = sized(15_000, 60_000);
const RED_MS = 5_000;
const LONGEST_REQUEST_MS = 10_000;
const RECOVERED_MS = 15_000;
const LIMIT_MS = 120_000;
const CLIENTS = 8; // twice the pool, so that some wait for a connection and some for a statement

async function readyz(service: ServiceProcess): Promise<number> {
  return (await fetch(`${service.url}/readyz`)).status;
}

interface Endured {
  /** Whether /readyz said within five seconds that the service cannot work. */
  isRed: boolean;
  /** How long after PostgreSQL went on a command succeeded and /readyz was green. */
  recoveredMs: number;
}

async function freeze({ cluster, service }: ClusterProbe, load: EchoLoad): Promise<Endured> {
  await eventually(() => expect(load.acknowledged()).toBeGreaterThanOrEqual(100), LIMIT_MS);
  cluster.signalAll('SIGSTOP');
  const thaw = delay(FROZEN_MS); // the fault itself: this is how long it lasts
  const isRed = await eventually(async () => expect(await readyz(service)).toBe(503), RED_MS).then(
    () => true,
    () => false,
  );
  await thaw;
  cluster.signalAll('SIGCONT');
  const [back, before] = [performance.now(), load.acknowledged()];
  await eventually(async () => {
    expect(load.acknowledged()).toBeGreaterThan(before);
    expect(await readyz(service)).toBe(200);
  }, LIMIT_MS);
  return { isRed, recoveredMs: performance.now() - back };
}

/** PostgreSQL stands still with its connections open: nothing refuses, nothing answers. */
describe('C8: PostgreSQL frozen', () => {
  let probe: ClusterProbe;
  let died: NodeJS.Signals | number | null | undefined;
  beforeAll(async () => {
    probe = await startClusterProbe(5480);
    void probe.service.ended.then((how) => (died = how));
  }, 120_000);
  afterAll(() => probe.close(), 60_000);

  it(
    'lets no request hang, says so, lives, and recovers',
    async () => {
      const load = startEchoes(probe, CLIENTS);
      const { isRed, recoveredMs } = await freeze(probe, load);
      await load.stop();
      await settle(probe.db, LIMIT_MS);
      const outcome = await outcomeOf(probe.db, [load]);
      const isAlive = died === undefined;
      const [slowest, recovered] = [load.slowestMs(), recoveredMs].map((ms) => (ms / 1_000).toFixed(1));
      report({
        row: 'C8',
        target: 'frozen for 60 s: no request > 10 s, /readyz red, no process dies, recovered within 15 s',
        reached: `${FROZEN_MS / 1_000} s: slowest request ${slowest} s, ${isRed ? 'red' : 'NOT red'}, ${isAlive ? 'alive' : 'DIED'}, recovered in ${recovered} s; ${outcomeText(outcome)}`,
        pass:
          isClean(outcome) && isRed && isAlive && load.slowestMs() <= LONGEST_REQUEST_MS && recoveredMs <= RECOVERED_MS,
      });
      expect({ isRed, died }).toEqual({ isRed: true, died: undefined });
      expect(load.slowestMs()).toBeLessThanOrEqual(LONGEST_REQUEST_MS);
      expect(recoveredMs).toBeLessThanOrEqual(RECOVERED_MS);
      expect(outcome).toEqual({ lost: 0, repeated: 0, broken: [] });
    },
    sized(5, 10) * 60_000,
  );
});
