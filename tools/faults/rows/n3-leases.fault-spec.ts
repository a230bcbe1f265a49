import type { PlatformConfig } from '@throughline/platform';
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
import { newId } from '@throughline/kernel';
import { choosePort } from '../../processes/free-port.ts';
import { find } from '../../test/programs.ts';
import { type EchoLoad, isClean, outcomeOf, outcomeText, settle, startEchoes } from '../c-echoes.ts';
import { metricAt } from '../c-metrics.ts';
import { PROBE_ENTRY } from '../c-redis-probe.ts';
import { sized } from '../fault-run.config.ts';
import { report } from '../figure.ts';
import { clockSteps, SteppedClock } from '../n3-stepped-clock.ts';
import { type OwnRedis, startOwnRedis } from '../own-redis.ts';

const LIMIT_MS = 120_000;
/** Commands under each step, and as many after it. */
const COMMANDS = sized(40, 400);
const TOKEN_LEEWAY_S = 30;
const DRIFT_LIMIT_S = 10;

interface Seen {
  /** Of the process whose clock was moved. */
  ready: number;
  clock: string;
  token: number;
  driftS: number;
}

async function look(stepped: ServiceProcess, port: number, keys: TestKeys): Promise<Seen> {
  const ready = await fetch(`${stepped.url}/readyz`);
  const { checks } = (await ready.json()) as { checks: { clock: string } };
  const orgId = newId();
  const headers = { authorization: `Bearer ${await keys.token('billing', memberClaims(orgId, 'owner'))}` };
  const answer = await fetch(`${stepped.url}/api/v1/orgs/${orgId}/notes`, { headers });
  await answer.text();
  const driftS = await metricAt(port, 'clock_drift_seconds');
  return { ready: ready.status, clock: checks.clock, token: answer.status, driftS };
}

interface Scene {
  db: TestDatabase;
  keys: TestKeys;
  clock: SteppedClock;
  config: Partial<PlatformConfig>;
}

async function endure({
  db,
  keys,
  clock,
  config,
}: Scene): Promise<{ load: EchoLoad; wrong: string[]; stolen: number }> {
  const ports = [await choosePort(9470), await choosePort(9471)] as const;
  const metrics = (at: 0 | 1): Record<string, string> => ({ METRICS_PORT: `${ports[at]}`, METRICS_HOST: '127.0.0.1' });
  const [healthy, stepped] = await Promise.all([
    spawnService(PROBE_ENTRY, config, metrics(0)),
    spawnService(PROBE_ENTRY, config, { ...metrics(1), ...clock.env }),
  ]);
  const load = startEchoes({ url: () => healthy.url, keys }, 3);
  const getOn = (): Promise<void> => {
    const goal = load.acknowledged() + COMMANDS;
    return eventually(() => expect(load.acknowledged()).toBeGreaterThan(goal), LIMIT_MS);
  };
  const wrong: string[] = [];
  try {
    for (const { what, seconds } of clockSteps()) {
      clock.step(seconds);
      await getOn();
      wrong.push(...judge(await look(stepped, ports[1], keys), seconds).map((text) => `${what}: ${text}`));
      clock.step(0);
      await eventually(async () => expect((await look(stepped, ports[1], keys)).ready).toBe(200), LIMIT_MS);
      await getOn();
    }
    await load.stop();
    await settle(db, LIMIT_MS);
    const stolen = await Promise.all(ports.map((port) => metricAt(port, 'queue_jobs_stalled_total')));
    return { load, wrong, stolen: stolen.reduce((sum, count) => sum + count, 0) };
  } finally {
    clock.step(0);
    await load.stop();
    await Promise.all([healthy.kill(), stepped.kill()]);
  }
}

const suite = find('faketime') ? describe : describe.skip;

/** Two workers; the clock of one is moved under load, and nothing that the other holds may look overdue to it. */
suite('N3: a clock that is stepped, and leases', () => {
  let redis: OwnRedis;
  let keys: TestKeys;
  const clock = new SteppedClock();
  beforeAll(async () => {
    [redis, keys] = await Promise.all([startOwnRedis({ appendOnly: true }), createTestKeys()]);
  }, 60_000);
  afterAll(async () => {
    clock.remove();
    await Promise.all([redis.remove(), keys.close()]);
  }, 60_000);

  it.each(['postgres', 'redis'] as const)(
    'steals none early or late and does nothing twice with the queues in %s',
    async (backend) => {
      const db = await createTestDatabase(probeManifest);
      const REDIS_URL = backend === 'redis' ? redis.url : undefined;
      const config = { ...testConfig(db, keys, '/nonexistent'), PROCESS_ROLE: 'all' as const, REDIS_URL };
      const { load, wrong, stolen } = await endure({ db, keys, clock, config });
      const outcome = await outcomeOf(db, [load]);
      await db.drop();
      report({
        row: 'N3',
        target:
          'clock ±10 min, ±3 d, leap, summer time: 0 leases stolen, 0 effects repeated, unready and back by itself',
        reached: `${backend}: ${clockSteps().length} steps, ${load.acknowledged()} commands, ${stolen} jobs stolen, ${outcomeText(outcome)}; ${wrong.join('; ') || 'readiness, drift and tokens as they should be'}`,
        pass: isClean(outcome) && stolen === 0 && wrong.length === 0,
      });
      expect(wrong).toEqual([]);
      expect(stolen).toBe(0);
      expect(outcome).toEqual({ lost: 0, repeated: 0, broken: [] });
    },
    sized(15, 60) * 60_000,
  );
});

/** What is not as the rules say: unready beyond 10 s of drift, a right token refused beyond the leeway, drift shown. */
function judge({ ready, clock, token, driftS }: Seen, seconds: number): string[] {
  const isFar = Math.abs(seconds) > DRIFT_LIMIT_S;
  const expected = { ready: isFar ? 503 : 200, clock: isFar ? 'down' : 'up' };
  const expectedToken = Math.abs(seconds) > TOKEN_LEEWAY_S ? 401 : 200;
  const isShown = Math.abs(driftS - seconds) <= Math.max(5, Math.abs(seconds) / 100);
  return [
    ...(ready === expected.ready && clock === expected.clock ? [] : [`ready ${ready}, clock ${clock}`]),
    ...(token === expectedToken ? [] : [`a right token was answered with ${token}`]),
    ...(isShown ? [] : [`drift ${driftS} s is shown`]),
  ];
}
