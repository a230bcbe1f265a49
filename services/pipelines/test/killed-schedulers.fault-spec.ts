import { newId } from '@throughline/kernel';
import { brokenInvariants, eventually, type ServiceProcess, spawnService, testConfig } from '@throughline/testing';
import { join } from 'node:path';
import { type Organization, REGISTRATION_TOKEN, World } from './world.js';

const ENTRY = join(__dirname, '../dist/main.js');
const PIPELINE = 'name: ticked\nnodes:\n  a: { kind: gate, condition: "true" }\n';
const MINUTE_MS = 60_000;
const MINUTES = 4;
/** Where those who run at the same time die. */
const ROUNDS = [
  ['schedules.after_claim', 'schedules.before_commit', 'schedules.after_commit'],
  ['firings.after_claim', 'firings.before_execution@2', 'firings.before_commit@2'],
];

/** C13: several schedulers at once, killed at any point; each time of each schedule fires exactly once. */
// eslint-disable-next-line max-lines-per-function -- the scene of one test
describe('schedulers side by side', () => {
  let world: World;
  let org: Organization;
  let pipelineId: string;
  const running: ServiceProcess[] = [];
  beforeAll(async () => {
    world = await World.start('http');
    org = await world.organization();
    const repository = await world.connect(org);
    world.repository.push('main', { '.throughline/pipeline.yml': PIPELINE });
    pipelineId = newId();
    await world.service.db.query(
      `INSERT INTO pipelines.pipeline (id, org_id, project_id, repository_id, name, path)
       VALUES ($1, $2, $3, $4, 'ticked', '.throughline/pipeline.yml')`,
      [pipelineId, org.id, org.projectId, repository.id],
    );
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((one) => one.kill()));
    await world.service.db.query('DELETE FROM pipelines.firing_work');
    await world.service.db.query('DELETE FROM pipelines.schedule_clock');
    await world.service.db.query('DELETE FROM pipelines.firing');
  });
  afterAll(() => world.stop());

  async function start(faultPoint: string): Promise<ServiceProcess> {
    const { db, keys, directory } = world.service;
    const config = { ...testConfig(db, keys, directory), PROCESS_ROLE: 'all' as const };
    const own = { GIT_LOCAL_ROOTS: world.repository.root, RUNNER_REGISTRATION_TOKEN: REGISTRATION_TOKEN };
    const started = await spawnService(ENTRY, config, { ...own, FAULT_POINT: faultPoint });
    running.push(started);
    return started;
  }

  /** Schedules that fire every minute and were last asked about so many minutes ago. */
  async function schedules(count: number, dueMinutes: number): Promise<string[]> {
    const ids = Array.from({ length: count }, () => newId());
    await world.service.db.query(
      `INSERT INTO pipelines.schedule (id, org_id, pipeline_id, name, branch, cron, zone, misfire, owner_id, owner_name)
       SELECT id, $2, $3, id::text, 'main', '* * * * *', 'Europe/Berlin', 'all', $4, 'Bob' FROM unnest($1::uuid[]) AS d (id)`,
      [ids, org.id, pipelineId, org.bob],
    );
    await due(ids, dueMinutes);
    return ids;
  }

  const due = (ids: string[], minutes: number): Promise<unknown> =>
    world.service.db.query(
      `INSERT INTO pipelines.schedule_clock (schedule_id, org_id, next_fire_at)
       SELECT id, $2, date_trunc('minute', clock_timestamp()) - $3 * interval '1 minute' FROM unnest($1::uuid[]) AS d (id)
       ON CONFLICT (schedule_id, org_id) DO UPDATE SET next_fire_at = excluded.next_fire_at`,
      [ids, org.id, minutes],
    );
  /** The times of the last minutes once more, when all clocks have gone on. */
  const dueAgain = (): Promise<unknown> =>
    world.service.db.query(
      `UPDATE pipelines.schedule_clock SET next_fire_at = date_trunc('minute', clock_timestamp()) - $1 * interval '1 minute'
       WHERE next_fire_at > clock_timestamp()`,
      [MINUTES],
    );
  const times = (ids: string[]) =>
    world.service.db.query<{ scheduleId: string; fireAt: Date; state: string }>(
      `SELECT schedule_id AS "scheduleId", fire_at AS "fireAt", state FROM pipelines.firing WHERE schedule_id = ANY($1)
       ORDER BY schedule_id, fire_at`,
      [ids],
    );

  /** Of each schedule: a row of times without a gap, none of them twice. */
  function expectEachOnce(rows: { scheduleId: string; fireAt: Date }[], ids: string[], atLeast: number): void {
    const bySchedule = Map.groupBy(rows, ({ scheduleId }) => scheduleId);
    expect([...bySchedule.keys()].toSorted()).toEqual(ids.toSorted());
    for (const fired of bySchedule.values()) {
      const minutes = fired.map(({ fireAt }) => fireAt.getTime() / MINUTE_MS);
      expect(minutes.length).toBeGreaterThanOrEqual(atLeast);
      expect(minutes).toEqual(minutes.map((_, index) => (minutes[0] ?? 0) + index));
    }
  }

  it('lose no time and start none twice, wherever they are killed', async () => {
    const ids = await schedules(4, MINUTES);
    for (const points of ROUNDS) {
      // As if the leases of the dead were over.
      await world.service.db.query('UPDATE pipelines.firing_work SET due_at = clock_timestamp()');
      const victims = await Promise.all(points.map((point) => start(point)));
      let dead = 0;
      for (const { ended } of victims) void ended.then(() => (dead += 1));
      await eventually(async () => {
        if (dead < victims.length) await dueAgain();
        expect(dead).toBe(victims.length);
      }, 60_000);
      expect(await Promise.all(victims.map(({ ended }) => ended))).toEqual(points.map(() => 'SIGKILL'));
    }
    await world.service.db.query('UPDATE pipelines.firing_work SET due_at = clock_timestamp()');
    await Promise.all([start(''), start('')]);
    await eventually(async () => {
      expect(await world.service.db.query(`SELECT 1 FROM pipelines.firing WHERE state = 'due'`)).toEqual([]);
      expect(await times(ids)).not.toEqual([]);
    }, 60_000);
    const rows = await times(ids);
    expectEachOnce(rows, ids, MINUTES + 1);
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['started']));
    const [executions] = await world.service.db.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM pipelines.execution WHERE trigger = 'schedule'`,
    );
    expect(executions?.count).toBe(rows.length);
    expect(await brokenInvariants({ query: world.service.db.query, schemas: ['pipelines'] })).toEqual([]);
  }, 180_000);
});
