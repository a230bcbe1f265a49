import { newId } from '@throughline/kernel';
import { type Organization, World } from './world.js';

const PIPELINE = 'name: ticked\nnodes:\n  a: { kind: gate, condition: "true" }\n';
const MINUTE_MS = 60_000;

interface Fired {
  scheduleId: string;
  fireAt: Date;
  state: string;
}

/** A pipeline with schedules that fire every minute; nothing fires them by itself. */
export class ScheduleScene {
  private constructor(
    readonly world: World,
    private readonly org: Organization,
    private readonly pipelineId: string,
  ) {}

  static async start(): Promise<ScheduleScene> {
    const world = await World.start('http');
    const org = await world.organization();
    const repository = await world.connect(org);
    world.repository.push('main', { '.throughline/pipeline.yml': PIPELINE });
    const pipelineId = newId();
    await world.service.db.query(
      `INSERT INTO pipelines.pipeline (id, org_id, project_id, repository_id, name, path)
       VALUES ($1, $2, $3, $4, 'ticked', '.throughline/pipeline.yml')`,
      [pipelineId, org.id, org.projectId, repository.id],
    );
    return new ScheduleScene(world, org, pipelineId);
  }

  /** Schedules that were last asked about so many minutes ago. */
  async schedules(count: number, dueMinutes: number): Promise<string[]> {
    const ids = Array.from({ length: count }, () => newId());
    await this.query(
      `INSERT INTO pipelines.schedule (id, org_id, pipeline_id, name, branch, cron, zone, misfire, owner_id, owner_name)
       SELECT id, $2, $3, id::text, 'main', '* * * * *', 'Europe/Berlin', 'all', $4, 'Bob' FROM unnest($1::uuid[]) AS d (id)`,
      [ids, this.org.id, this.pipelineId, this.org.bob],
    );
    await this.due(ids, dueMinutes);
    return ids;
  }

  async due(ids: string[], minutes: number): Promise<void> {
    await this.query(
      `INSERT INTO pipelines.schedule_clock (schedule_id, org_id, next_fire_at)
       SELECT id, $2, date_trunc('minute', clock_timestamp()) - $3 * interval '1 minute' FROM unnest($1::uuid[]) AS d (id)
       ON CONFLICT (schedule_id, org_id) DO UPDATE SET next_fire_at = excluded.next_fire_at`,
      [ids, this.org.id, minutes],
    );
  }

  times(ids: string[]): Promise<Fired[]> {
    return this.query<Fired>(
      `SELECT schedule_id AS "scheduleId", fire_at AS "fireAt", state FROM pipelines.firing WHERE schedule_id = ANY($1)
       ORDER BY schedule_id, fire_at`,
      [ids],
    );
  }

  query<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return this.world.service.db.query<Row & object>(sql, values);
  }
}

/** Of each schedule: a row of times without a gap, none of them twice. */
export function expectEachOnce(rows: Fired[], ids: string[], atLeast: number): void {
  const bySchedule = Map.groupBy(rows, ({ scheduleId }) => scheduleId);
  expect([...bySchedule.keys()].toSorted()).toEqual(ids.toSorted());
  for (const fired of bySchedule.values()) {
    const minutes = fired.map(({ fireAt }) => fireAt.getTime() / MINUTE_MS);
    expect(minutes.length).toBeGreaterThanOrEqual(atLeast);
    expect(minutes).toEqual(minutes.map((_, index) => (minutes[0] ?? 0) + index));
  }
}
