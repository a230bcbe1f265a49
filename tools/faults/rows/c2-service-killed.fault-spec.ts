import { brokenInvariants, eventually } from '@throughline/testing';
import { setTimeout as delay } from 'node:timers/promises';
import { Pipelines } from '../c2-pipelines.ts';
import { CountedSteps, OPEN } from '../counted-steps.ts';
import { faultRun, sized } from '../fault-run.config.ts';
import { report } from '../figure.ts';
import { randomOf } from '../random.ts';

const EXECUTIONS = sized(2, 25);
const MOST_LINES = sized(40, 100);
const KILLS = sized(3, 25);
const MOST_LIFE_MS = sized(2_000, 5_000);
const RESUMED_MS = 45_000;
const LIMIT_MS = 600_000;

/** Kills the service at random moments and starts it again, as a supervisor does. */
async function killAgainAndAgain(
  world: Pipelines,
  steps: CountedSteps,
): Promise<{ midStep: number; resumedMs: number }> {
  const random = randomOf(faultRun().seed);
  let midStep = 0;
  let lastKill = new Date();
  for (let kill = 0; kill < KILLS; kill++) {
    await delay(random() * MOST_LIFE_MS); // the fault itself: when the service dies
    if ((await steps.statuses()).includes('running')) midStep += 1;
    await world.killService();
    lastKill = await now(world);
    await world.startService();
  }
  const back = performance.now();
  await resumed(world, lastKill);
  return { midStep, resumedMs: performance.now() - back };
}

async function now({ db }: Pipelines): Promise<Date> {
  const [row] = await db.query<{ now: Date }>('SELECT clock_timestamp() AS now');
  if (!row) throw new Error('the database does not know the time');
  return row.now;
}

/** Every step that was running when the service was killed has been heard of since, or is over. */
const resumed = (world: Pipelines, killedAt: Date): Promise<void> =>
  eventually(async () => {
    const silent = await world.db.query(
      `SELECT 1 FROM pipelines.job WHERE state = 'running' AND lease_until < $1::timestamptz + interval '30 seconds'`,
      [killedAt],
    );
    expect(silent).toEqual([]);
  }, LIMIT_MS);

const allEnded = (steps: CountedSteps): Promise<void> =>
  eventually(async () => {
    expect((await steps.statuses()).filter((status) => OPEN.includes(status))).toEqual([]);
  }, LIMIT_MS);

/** The pipelines service dies while a runner is in the midst of steps; the runner goes on and says so later. */
describe('C2: service killed mid-step', () => {
  let world: Pipelines;
  beforeAll(async () => {
    world = await Pipelines.start();
  }, 120_000);
  afterAll(() => world.close(), 60_000);

  it(
    'starts each step once, ends it once, and has every line of it',
    async () => {
      const steps = new CountedSteps(world, MOST_LINES);
      await steps.run(EXECUTIONS);
      await eventually(async () => expect(await steps.statuses()).toContain('running'), LIMIT_MS);
      const { midStep, resumedMs } = await killAgainAndAgain(world, steps);
      await allEnded(steps);
      const wrong = await steps.wrong();
      const broken = await brokenInvariants({ query: world.db.query, schemas: ['pipelines'] });
      report({
        row: 'C2',
        target: 'service killed mid-step: 100 of 100 steps one start, one end, log identical; resumed within 45 s',
        reached: `killed x${KILLS}, ${midStep} mid-step: ${steps.count - wrong.length} of ${steps.count} steps; resumed ${(resumedMs / 1_000).toFixed(1)} s after the last${wrong.map((it) => `; ${it}`).join('')}${broken.map((it) => `; ${it}`).join('')}`,
        pass: wrong.length + broken.length === 0 && midStep === KILLS && resumedMs <= RESUMED_MS,
      });
      expect({ wrong, broken }).toEqual({ wrong: [], broken: [] });
      expect(midStep).toBe(KILLS);
      expect(resumedMs).toBeLessThanOrEqual(RESUMED_MS);
    },
    LIMIT_MS * 2,
  );
});
