import { brokenInvariants, eventually } from '@throughline/testing';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Pipelines } from '../c2-pipelines.ts';
import { CountedSteps, OPEN } from '../counted-steps.ts';
import { faultRun, sized } from '../fault-run.config.ts';
import { report } from '../figure.ts';
import { Machine } from '../n2-machine.ts';
import { randomOf } from '../random.ts';

const CUTS = sized(10, 100);
const MOST_PAUSE_MS = 800;
const EXECUTIONS = sized(1, 3);
const MOST_LINES = sized(40, 100);
const REBOOTS = sized(2, 10);
const LIMIT_MS = 180_000;

/** Cuts the runner off at random moments at which steps run; returns how many connections that were. */
async function cutAgainAndAgain(world: Pipelines, steps: CountedSteps): Promise<number> {
  const random = randomOf(faultRun().seed);
  let connections = 0;
  for (let cut = 0; cut < CUTS; cut++) {
    if (!(await steps.statuses()).some((status) => OPEN.includes(status))) await steps.run(1);
    await eventually(async () => expect(await steps.statuses()).toContain('running'), LIMIT_MS);
    await delay(random() * MOST_PAUSE_MS); // the fault itself: when the link breaks
    connections += await eventually(() => {
      const count = world.cutRunner();
      if (count === 0) throw new Error('the runner has no connection');
      return Promise.resolve(count);
    }, LIMIT_MS);
  }
  return connections;
}

/** Restarts the machine in the midst of a step each time; resolves to how the steps ended, and how often they began. */
async function restartAgainAndAgain(world: Pipelines): Promise<{ ends: string[]; starts: number }> {
  const ends: string[] = [];
  let starts = 0;
  for (let reboot = 0; reboot < REBOOTS; reboot++) {
    const file = join(world.folder, `reboot-${reboot}`);
    const run = `["echo started >> ${file}", sleep 600]`;
    const id = await world.run(`name: long\nnodes:\n  step: { kind: shell, run: ${run} }\n`);
    await eventually(() => expect(existsSync(file)).toBe(true), LIMIT_MS);
    await world.killMachine();
    world.startRunner(new Machine(world.folder));
    const end = await eventually(async () => {
      const [node] = await world.nodes(id);
      if (!node || OPEN.includes(node.status)) throw new Error('it has not ended');
      return node.status;
    }, LIMIT_MS);
    ends.push(end);
    starts += readFileSync(file, 'utf8').split('\n').length - 1;
  }
  return { ends, starts };
}

/** What a runner is to the steps of a pipeline its machine and its link to the service are; both go away mid-step. */
describe('N2: the link of a runner, and its machine', () => {
  let world: Pipelines;
  beforeAll(async () => {
    world = await Pipelines.start();
  }, 120_000);
  afterAll(() => world.close(), 60_000);

  it(
    'carries on with every step when the link is cut, and starts none twice',
    async () => {
      const steps = new CountedSteps(world, MOST_LINES);
      await steps.run(EXECUTIONS);
      const connections = await cutAgainAndAgain(world, steps);
      await eventually(async () => {
        expect((await steps.statuses()).filter((status) => OPEN.includes(status))).toEqual([]);
      }, LIMIT_MS);
      const wrong = await steps.wrong();
      const broken = await brokenInvariants({ query: world.db.query, schemas: ['pipelines'] });
      report({
        row: 'N2',
        target: 'link cut mid-step x100: all carried on, 0 double starts',
        reached: `a runner's link to the service cut x${CUTS} (${connections} connections): ${steps.count - wrong.length} of ${steps.count} steps one start, one end, log identical${[...wrong, ...broken].map((it) => `; ${it}`).join('')}`,
        pass: wrong.length + broken.length === 0,
      });
      expect({ wrong, broken }).toEqual({ wrong: [], broken: [] });
    },
    LIMIT_MS * 4,
  );

  it(
    'says that it does not know what became of a step when its machine went down, and never runs it again',
    async () => {
      const { ends, starts } = await restartAgainAndAgain(world);
      const unknown = ends.filter((end) => end === 'unknown').length;
      report({
        row: 'N2',
        target: 'machine restarted x10: 10 x unknown, never run twice',
        reached: `a runner's machine down and up x${REBOOTS}: ${unknown} x unknown, ${starts} starts`,
        pass: unknown === REBOOTS && starts === REBOOTS,
      });
      expect({ ends, starts }).toEqual({ ends: Array.from({ length: REBOOTS }, () => 'unknown'), starts: REBOOTS });
    },
    LIMIT_MS * 4,
  );
});
