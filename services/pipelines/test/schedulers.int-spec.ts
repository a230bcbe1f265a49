import { newId } from '@throughline/kernel';
import { ScheduleTicker } from '../src/triggers/schedule-ticker.js';
import { type Organization, World } from './world.js';

const PIPELINE = 'name: ticked\nnodes:\n  a: { kind: gate, condition: "true" }\n';
const MINUTE_MS = 60_000;
/** C13: several schedulers at once; each time of each schedule fires exactly once. That they are killed is a row of its own. */
describe('schedulers side by side', () => {
  let world: World;
  let org: Organization;
  let pipelineId: string;
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
    await world.service.db.query('DELETE FROM pipelines.firing_work');
    await world.service.db.query('DELETE FROM pipelines.schedule_clock');
    await world.service.db.query('DELETE FROM pipelines.firing');
  });
  afterAll(() => world.stop());

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

  it('fire a thousand times once each, however often they are asked at the same moment', async () => {
    const ids = await schedules(100, 9);
    const ticker = world.service.app.get(ScheduleTicker);
    await Promise.all([ticker.fireAllDue(), ticker.fireAllDue(), ticker.fireAllDue()]);
    // As after a restore, or by a clock that was set back: the same times are due once more.
    await due(ids, 9);
    await Promise.all([ticker.fireAllDue(), ticker.fireAllDue(), ticker.fireAllDue()]);
    const rows = await times(ids);
    expectEachOnce(rows, ids, 10);
    const work = await world.service.db.query('SELECT 1 FROM pipelines.firing_work');
    expect(work).toHaveLength(rows.length);
    const [late] = await world.service.db.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM pipelines.schedule_clock WHERE next_fire_at <= clock_timestamp()',
    );
    expect(late?.count).toBe(0);
  });
});
