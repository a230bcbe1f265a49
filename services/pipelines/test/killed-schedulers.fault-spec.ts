import { brokenInvariants, eventually, type ServiceProcess, spawnService, testConfig } from '@throughline/testing';
import { join } from 'node:path';
import { expectEachOnce, ScheduleScene } from './schedule-scene.js';
import { REGISTRATION_TOKEN } from './world.js';

const ENTRY = join(__dirname, '../dist/main.js');
const MINUTES = 4;
/** Where those who run at the same time die. */
const ROUNDS = [
  ['schedules.after_claim', 'schedules.before_commit', 'schedules.after_commit'],
  ['firings.after_claim', 'firings.before_execution@2', 'firings.before_commit@2'],
];

let scene: ScheduleScene;
const running: ServiceProcess[] = [];

async function start(faultPoint: string): Promise<ServiceProcess> {
  const { world } = scene;
  const { db, keys, directory } = world.service;
  const config = { ...testConfig(db, keys, directory), PROCESS_ROLE: 'all' as const };
  const own = { GIT_LOCAL_ROOTS: world.repository.root, RUNNER_REGISTRATION_TOKEN: REGISTRATION_TOKEN };
  const started = await spawnService(ENTRY, config, { ...own, FAULT_POINT: faultPoint });
  running.push(started);
  return started;
}

/** The times of the last minutes once more, when all clocks have gone on. */
const dueAgain = (): Promise<unknown> =>
  scene.query(
    `UPDATE pipelines.schedule_clock SET next_fire_at = date_trunc('minute', clock_timestamp()) - $1 * interval '1 minute'
     WHERE next_fire_at > clock_timestamp()`,
    [MINUTES],
  );

/** C13: several schedulers at once, killed at any point; each time of each schedule fires exactly once. */
describe('schedulers side by side', () => {
  beforeAll(async () => {
    scene = await ScheduleScene.start();
  });
  afterEach(() => Promise.all(running.splice(0).map((one) => one.kill())));
  afterAll(() => scene.world.stop());

  it('lose no time and start none twice, wherever they are killed', async () => {
    const ids = await scene.schedules(4, MINUTES);
    for (const points of ROUNDS) {
      // As if the leases of the dead were over.
      await scene.query('UPDATE pipelines.firing_work SET due_at = clock_timestamp()');
      const victims = await Promise.all(points.map((point) => start(point)));
      let dead = 0;
      for (const { ended } of victims) void ended.then(() => (dead += 1));
      await eventually(async () => {
        if (dead < victims.length) await dueAgain();
        expect(dead).toBe(victims.length);
      }, 60_000);
      expect(await Promise.all(victims.map(({ ended }) => ended))).toEqual(points.map(() => 'SIGKILL'));
    }
    await scene.query('UPDATE pipelines.firing_work SET due_at = clock_timestamp()');
    await Promise.all([start(''), start('')]);
    await eventually(async () => {
      expect(await scene.query(`SELECT 1 FROM pipelines.firing WHERE state = 'due'`)).toEqual([]);
      expect(await scene.times(ids)).not.toEqual([]);
    }, 60_000);
    const rows = await scene.times(ids);
    expectEachOnce(rows, ids, MINUTES + 1);
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['started']));
    const [executions] = await scene.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pipelines.execution WHERE trigger = 'schedule'`,
    );
    expect(executions?.count).toBe(rows.length);
    expect(await brokenInvariants({ query: scene.world.service.db.query, schemas: ['pipelines'] })).toEqual([]);
  }, 180_000);
});
