import { eventually, probeManifest, startTestService, TcpProxy, type TestService } from '@throughline/testing';
import { setTimeout as delay } from 'node:timers/promises';
import { ProbeModule } from '../../../libs/shared/testing/src/probe/probe.module.js';
import { testServerUrl } from '../../../libs/shared/testing/src/test-env.config.js';
import { type EchoLoad, isClean, outcomeOf, outcomeText, settle, startEchoes } from '../c-echoes.ts';
import { sized } from '../fault-run.config.ts';
import { report } from '../figure.ts';
import { heal, inSeconds, LINK_FAULTS, type LinkFault } from '../n1-link-faults.ts';

const BROKEN_MS = sized(12_000, 60_000);
const DEADLINE_MS = 30_000;
/** A statement of a worker that has no answer holds its connection for so long, and all of the pool may be held. */
const RECOVERY_MS = 40_000;
/** A job that was at hand when the link broke is taken over after its lock, and a lost one is sent again, a minute each. */
const SETTLED_MS = 120_000;
const LIMIT_MS = 150_000;
const CLIENTS = 8; // twice the pool, so that some wait for a connection and some for a statement
const EACH_TIME = 50;

interface World {
  proxy: TcpProxy;
  service: TestService;
  loads: EchoLoad[];
}

interface Endured {
  load: EchoLoad;
  /** From when the link was whole until a command succeeded, and until every event had had its effect. */
  recoveryMs: number;
  settledMs: number;
}

/** Breaks the link of a service at rest, whose workers look for work on it, sends commands after a while, and heals it. */
async function endure({ proxy, service, loads }: World, fault: LinkFault): Promise<Endured> {
  const startLoad = (): EchoLoad => {
    const started = startEchoes({ url: () => service.url, keys: service.keys }, CLIENTS);
    loads.push(started);
    return started;
  };
  const before = startLoad();
  await eventually(() => expect(before.acknowledged()).toBeGreaterThanOrEqual(EACH_TIME), RECOVERY_MS);
  await before.stop();
  await settle(service.db, LIMIT_MS);
  fault.break(proxy);
  await delay(BROKEN_MS); // the fault itself: this is how long it lasts
  const load = startLoad();
  await delay(BROKEN_MS);
  heal(proxy);
  const healed = performance.now();
  await load.stop();
  const after = startLoad();
  await eventually(() => expect(after.acknowledged()).toBeGreaterThan(0), LIMIT_MS).catch(() => undefined);
  const recoveryMs = performance.now() - healed;
  await after.stop();
  await settle(service.db, LIMIT_MS).catch(() => undefined);
  return { load, recoveryMs, settledMs: performance.now() - healed };
}

/** The one link of a service with its workers: to its rows, and to its queues. */
describe('N1: the link to PostgreSQL', () => {
  const world = { loads: [] as EchoLoad[] } as World;
  beforeAll(async () => {
    const server = new URL(testServerUrl());
    const proxy = await TcpProxy.to({ host: server.hostname, port: Number(server.port) });
    const service = await startTestService(ProbeModule, probeManifest, ({ DATABASE_URL, QUEUE_DATABASE_URL }) => ({
      PROCESS_ROLE: 'all',
      DATABASE_URL: proxy.through(DATABASE_URL),
      QUEUE_DATABASE_URL: QUEUE_DATABASE_URL && proxy.through(QUEUE_DATABASE_URL),
    }));
    Object.assign(world, { proxy, service });
  }, 60_000);
  afterAll(async () => {
    await world.service.close();
    await world.proxy.close();
  }, 60_000);

  it.each(LINK_FAULTS)(
    '$what: every request is answered or refused in time, the service recovers, and every event has its effect',
    async (fault) => {
      const { load, recoveryMs, settledMs } = await endure(world, fault);
      const outcome = await outcomeOf(world.service.db, world.loads);
      const [slowest, refused] = [load.slowestMs(), [...load.refusals().keys()]];
      report({
        row: 'N1',
        target: `PostgreSQL ${fault.what}: every request answered or refused within 30 s, recovers by itself, every event has its effect`,
        reached: `slowest ${inSeconds(slowest)} (2xx, ${refused.join(', ')}), back in ${inSeconds(recoveryMs)}, all events done in ${inSeconds(settledMs)}; ${outcomeText(outcome)}`,
        pass:
          isClean(outcome) &&
          slowest <= DEADLINE_MS &&
          !refused.includes('none') &&
          recoveryMs <= RECOVERY_MS &&
          settledMs <= SETTLED_MS,
      });
      expect(outcome).toEqual({ lost: 0, repeated: 0, broken: [] });
      expect(refused).not.toContain('none');
      expect(slowest).toBeLessThanOrEqual(DEADLINE_MS);
      expect(recoveryMs).toBeLessThanOrEqual(RECOVERY_MS);
      expect(settledMs).toBeLessThanOrEqual(SETTLED_MS);
    },
    4 * LIMIT_MS,
  );
});
