import { brokenInvariants, eventually } from '@throughline/testing';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Pipelines } from '../c2-pipelines.ts';
import { faultRun, sized } from '../fault-run.config.ts';
import { report } from '../figure.ts';
import { randomOf } from '../random.ts';

const EXECUTIONS = sized(2, 25);
const STEPS = ['one', 'two', 'three', 'four'];
const MOST_LINES = sized(40, 100);
const LINE_SECONDS = 0.2;
const KILLS = sized(3, 25);
const MOST_LIFE_MS = sized(2_000, 5_000);
const RESUMED_MS = 45_000;
const LIMIT_MS = 600_000;

/** The file in which a step counts its starts. */
const startsOf = (folder: string, execution: number, key: string): string => join(folder, `starts-${execution}-${key}`);

const linesOf = (execution: number, at: number): number => Math.ceil(((at + 1) * MOST_LINES) / 4) + (execution % 2);

/** Steps that note that they were started and then say a line at a time what they do. */
function pipelineOf(folder: string, execution: number): string {
  const nodes = STEPS.map((key, at) => {
    const loop = `for i in $(seq ${linesOf(execution, at)}); do echo line $i; sleep ${LINE_SECONDS}; done`;
    return `  ${key}: { kind: shell, run: ["echo started >> ${startsOf(folder, execution, key)}", "${loop}"] }`;
  });
  return `name: steps\nnodes:\n${nodes.join('\n')}\n`;
}

/** Kills the service at random moments and starts it again, as a supervisor does. */
async function killAgainAndAgain(world: Pipelines, ids: string[]): Promise<{ midStep: number; resumedMs: number }> {
  const random = randomOf(faultRun().seed);
  let midStep = 0;
  let lastKill = new Date();
  for (let kill = 0; kill < KILLS; kill++) {
    await delay(random() * MOST_LIFE_MS); // the fault itself: when the service dies
    const nodes = (await Promise.all(ids.map((id) => world.nodes(id)))).flat();
    if (nodes.some(({ status }) => status === 'running')) midStep += 1;
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

const OPEN = ['pending', 'ready', 'running', 'retrying', 'waiting'];

const allEnded = (world: Pipelines, ids: string[]): Promise<void> =>
  eventually(async () => {
    const nodes = (await Promise.all(ids.map((id) => world.nodes(id)))).flat();
    expect(nodes.filter(({ status }) => OPEN.includes(status))).toEqual([]);
  }, LIMIT_MS);

/** A sentence for each step that was not started once, did not end well, or whose log is not what it said. */
async function wrongSteps(world: Pipelines, ids: string[]): Promise<string[]> {
  const steps = ids.flatMap((id, execution) => STEPS.map((key, at) => ({ id, execution, key, at })));
  const found = await Promise.all(
    steps.map(async ({ id, execution, key, at }) => {
      const file = startsOf(world.folder, execution, key);
      const starts = existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0;
      const said = Array.from({ length: linesOf(execution, at) }, (_, i) => `line ${i + 1}`);
      const kept = await world.log(id, key);
      const status = (await world.nodes(id)).find((node) => node.key === key)?.status;
      if (status !== 'succeeded') return `${execution} ${key}: ${status}`;
      if (starts !== 1) return `${execution} ${key}: ${starts} starts`;
      return kept.join('\n') === said.join('\n') ? '' : `${execution} ${key}: its log has ${kept.length} lines`;
    }),
  );
  return found.filter((sentence) => sentence !== '');
}

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
      const ids: string[] = [];
      for (let n = 0; n < EXECUTIONS; n++) ids.push(await world.run(pipelineOf(world.folder, n)));
      await eventually(() => expect(existsSync(startsOf(world.folder, 0, 'one'))).toBe(true), LIMIT_MS);
      const { midStep, resumedMs } = await killAgainAndAgain(world, ids);
      await allEnded(world, ids);
      const wrong = await wrongSteps(world, ids);
      const broken = await brokenInvariants({ query: world.db.query, schemas: ['pipelines'] });
      const all = EXECUTIONS * STEPS.length;
      report({
        row: 'C2',
        target: 'service killed mid-step: 100 of 100 steps one start, one end, log identical; resumed within 45 s',
        reached: `killed x${KILLS}, ${midStep} mid-step: ${all - wrong.length} of ${all} steps; resumed ${(resumedMs / 1_000).toFixed(1)} s after the last${wrong.map((it) => `; ${it}`).join('')}${broken.map((it) => `; ${it}`).join('')}`,
        pass: wrong.length + broken.length === 0 && midStep === KILLS && resumedMs <= RESUMED_MS,
      });
      expect({ wrong, broken }).toEqual({ wrong: [], broken: [] });
      expect(midStep).toBe(KILLS);
      expect(resumedMs).toBeLessThanOrEqual(RESUMED_MS);
    },
    LIMIT_MS * 2,
  );
});
