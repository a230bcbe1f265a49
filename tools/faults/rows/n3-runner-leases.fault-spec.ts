import { eventually, type ServiceProcess, spawnService, testConfig } from '@throughline/testing';
import { resolve } from 'node:path';
import type { Job, TestRunner } from '../../../services/pipelines/test/test-runner.js';
import {
  type ConnectedRepository,
  type Organization,
  REGISTRATION_TOKEN,
  World,
} from '../../../services/pipelines/test/world.js';
import { find } from '../../test/programs.ts';
import { report } from '../figure.ts';
import { type ClockStep, clockSteps, SteppedClock } from '../n3-stepped-clock.ts';

const ENTRY = resolve(__dirname, '../../../services/pipelines/dist/main.js');
const PIPELINE = 'name: one\nnodes:\n  build: { kind: shell, run: make }\n';
const HEARTBEAT_MS = 5_000;
const LIMIT_MS = 120_000;

interface Scene {
  world: World;
  org: Organization;
  repository: ConnectedRepository;
  runner: TestRunner;
  clock: SteppedClock;
  /** The only process that looks for lost leases. */
  stepped: ServiceProcess;
}

async function start(): Promise<Scene> {
  const [world, clock] = [await World.start('http'), new SteppedClock()];
  const org = await world.organization();
  const repository = await world.connect(org);
  const { db, keys, directory } = world.service;
  const config = { ...testConfig(db, keys, directory), PROCESS_ROLE: 'worker' as const };
  const env = { GIT_LOCAL_ROOTS: world.repository.root, RUNNER_REGISTRATION_TOKEN: REGISTRATION_TOKEN };
  const stepped = await spawnService(ENTRY, config, { ...env, ...clock.env });
  return { world, org, repository, runner: await world.runner(), clock, stepped };
}

async function lease({ world, org, repository, runner }: Scene): Promise<Job> {
  await world.run(org, repository, PIPELINE);
  return eventually(() => runner.next(), LIMIT_MS);
}

async function statusOf({ world, org }: Scene, { executionId }: Job): Promise<string | undefined> {
  return (await world.statuses(org, executionId))['build'];
}

/** One lease that is renewed and one that has run out by the database's clock; the sweep that finds the second sees both. */
async function under({ what, seconds }: ClockStep, scene: Scene, kept: Job): Promise<string[]> {
  scene.clock.step(seconds);
  const silent = await lease(scene); // a push is worked on under the stepped clock too
  await scene.world.service.db.query(
    `UPDATE pipelines.job SET lease_until = clock_timestamp() - interval '1 second' WHERE id = $1`,
    [silent.jobId],
  );
  await eventually(async () => expect(await statusOf(scene, silent)).not.toBe('running'), LIMIT_MS);
  const status = await statusOf(scene, kept);
  scene.clock.step(0);
  return status === 'running' ? [] : [`${what}: the lease that was renewed is ${status}`];
}

const suite = find('faketime') ? describe : describe.skip;

suite('N3: a clock that is stepped, and leases of runners', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await start();
  }, LIMIT_MS);
  afterAll(async () => {
    await scene.stepped.kill();
    scene.clock.remove();
    await scene.world.stop();
  }, LIMIT_MS);

  it(
    'ends what has run out and nothing else',
    async () => {
      const { runner } = scene;
      const kept = await lease(scene);
      const renewal = setInterval(
        () => void runner.call(`/${kept.jobId}/heartbeat`, { fence: kept.fence }),
        HEARTBEAT_MS,
      );
      const wrong: string[] = [];
      try {
        for (const step of clockSteps()) wrong.push(...(await under(step, scene, kept)));
        const completed = await runner.complete(kept);
        if (completed.status !== 200) wrong.push(`completing the kept lease: ${completed.status}`);
      } finally {
        clearInterval(renewal);
      }
      const steps = clockSteps().length;
      report({
        row: 'N3',
        target: 'leases of runners: 0 stolen early, 0 left too late',
        reached: `runners: ${steps} steps, ${steps} leases that had run out were ended, 1 renewed one was kept; ${wrong.join('; ') || '0 stolen'}`,
        pass: wrong.length === 0,
      });
      expect(wrong).toEqual([]);
    },
    LIMIT_MS * 10,
  );
});
