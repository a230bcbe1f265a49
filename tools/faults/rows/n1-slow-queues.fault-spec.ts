import { eventually } from '@throughline/testing';
import { setTimeout as delay } from 'node:timers/promises';
import { type EchoLoad, isClean, outcomeOf, outcomeText, refusedOf, settle, startEchoes } from '../c-echoes.ts';
import { sized } from '../fault-run.config.ts';
import { report } from '../figure.ts';
import { heal, inSeconds, LINK_FAULTS } from '../n1-link-faults.ts';
import { QUEUE_WORLDS, type QueueWorld } from '../n1-queue-worlds.ts';

const BROKEN_MS = sized(20_000, 60_000);
const CALL_MS = 30_000;
/** A job that was at hand when the link broke is taken over after its lock, and a lost one is sent again, a minute each. */
const RECOVERED_MS = 120_000;
const LIMIT_MS = 300_000;
const CLIENTS = 2;
const EACH_TIME = 50;

/** The link between a service and its queues: commands do not wait for it, and everything else goes on after it. */
describe.each(['Redis', 'PostgreSQL'] as const)('N1: the link to the queues in %s', (place) => {
  let world: QueueWorld;
  const loads: EchoLoad[] = [];
  beforeAll(async () => {
    world = await QUEUE_WORLDS[place]();
  }, 120_000);
  afterAll(() => world.close(), 60_000);

  it.each(LINK_FAULTS)(
    '$what: commands keep their 2xx, and every event has its effect afterwards',
    async (fault) => {
      const load = startEchoes(world, CLIENTS);
      loads.push(load);
      await eventually(() => expect(load.acknowledged()).toBeGreaterThanOrEqual(EACH_TIME), LIMIT_MS);
      fault.break(world.proxy);
      const [before, over] = [load.acknowledged(), delay(BROKEN_MS)]; // the fault itself: this is how long it lasts
      await eventually(() => expect(load.acknowledged()).toBeGreaterThan(before + EACH_TIME), LIMIT_MS);
      await over;
      heal(world.proxy);
      const meanwhile = load.acknowledged() - before;
      await load.stop();
      const recoveredMs = await settle(world.db, LIMIT_MS).catch(() => Infinity);
      const outcome = await outcomeOf(world.db, loads);
      const [refused, slowest] = [refusedOf(load), load.slowestMs()];
      report({
        row: 'N1',
        target: `queues in ${place} ${fault.what}: commands keep 2xx, every call within 30 s, relay and workers recover by themselves`,
        reached: `${BROKEN_MS / 1_000} s: ${meanwhile} commands, ${refused} refused, slowest ${inSeconds(slowest)}; all done ${inSeconds(recoveredMs)} after; ${outcomeText(outcome)}`,
        pass: isClean(outcome) && refused === 0 && slowest <= CALL_MS && recoveredMs <= RECOVERED_MS,
      });
      expect({ refused, outcome }).toEqual({ refused: 0, outcome: { lost: 0, repeated: 0, broken: [] } });
      expect(slowest).toBeLessThanOrEqual(CALL_MS);
      expect(recoveredMs).toBeLessThanOrEqual(RECOVERED_MS);
    },
    LIMIT_MS * 2,
  );
});
