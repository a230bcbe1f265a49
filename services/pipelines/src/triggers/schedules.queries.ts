import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import cronstrue from 'cronstrue';
import type { ScheduleFiringResponse } from './firings.dto.js';
import type { ScheduleResponse } from './schedules.dto.js';

type Row = Omit<ScheduleResponse, 'nextFireAt' | 'lastFiring' | 'createdAt' | 'updatedAt' | 'description'> & {
  nextFireAt: Date | null;
  lastFiringId: string | null;
  createdAt: Date;
  updatedAt: Date;
};
type FiringRow = Omit<ScheduleFiringResponse, 'fireAt' | 'createdAt' | 'endedAt'> & {
  fireAt: Date;
  createdAt: Date;
  endedAt: Date | null;
};

const SCHEDULES = `SELECT s.id, s.pipeline_id AS "pipelineId", p.name AS "pipelineName", s.name, s.branch, s.cron, s.zone,
    s.misfire, s.inputs, s.is_enabled AS enabled, s.paused_reason AS "pausedReason", s.owner_id AS "ownerId",
    s.owner_name AS "ownerName", c.next_fire_at AS "nextFireAt", s.version, s.created_at AS "createdAt", s.updated_at AS "updatedAt",
    (SELECT f.id FROM firing f WHERE f.schedule_id = s.id ORDER BY f.id DESC LIMIT 1) AS "lastFiringId"
  FROM schedule s JOIN pipeline p ON p.id = s.pipeline_id LEFT JOIN schedule_clock c ON c.schedule_id = s.id
  WHERE s.deleted_at IS NULL`;

const FIRINGS = `SELECT f.id, f.schedule_id AS "scheduleId", f.fire_at AS "fireAt", f.is_by_hand AS "byHand", f.branch,
    f.actor_name AS "actorName", f.state, f.reason, f.execution_id AS "executionId", e.number AS "executionNumber",
    e.status AS "executionStatus", f.created_at AS "createdAt", f.ended_at AS "endedAt"
  FROM firing f LEFT JOIN execution e ON e.id = f.execution_id`;

/** Schedules and their firings as screens show them. */
@Injectable()
export class SchedulesQueries {
  /** Newest first; one more than `limit`, to tell whether there is a next page. */
  async list(
    tx: Tx,
    { pipelineId, before, limit }: { pipelineId: string | undefined; before: string | undefined; limit: number },
  ): Promise<ScheduleResponse[]> {
    const rows = await tx.query<Row>(
      `${SCHEDULES} AND ($1::uuid IS NULL OR s.pipeline_id = $1) AND ($2::uuid IS NULL OR s.id < $2)
       ORDER BY s.id DESC LIMIT $3`,
      [pipelineId ?? null, before ?? null, limit + 1],
    );
    return this.withFirings(tx, rows);
  }

  async one(tx: Tx, id: string): Promise<ScheduleResponse | undefined> {
    return (await this.withFirings(tx, await tx.query<Row>(`${SCHEDULES} AND s.id = $1`, [id])))[0];
  }

  /** What a schedule has fired, newest first; one more than `limit`. */
  async firings(
    tx: Tx,
    scheduleId: string,
    before: string | undefined,
    limit: number,
  ): Promise<ScheduleFiringResponse[]> {
    const rows = await tx.query<FiringRow>(
      `${FIRINGS} WHERE f.schedule_id = $1 AND ($2::uuid IS NULL OR f.id < $2) ORDER BY f.id DESC LIMIT $3`,
      [scheduleId, before ?? null, limit + 1],
    );
    return rows.map(firingOf);
  }

  /** Those that exist, in no particular order. */
  async firingsById(tx: Tx, ids: readonly string[]): Promise<ScheduleFiringResponse[]> {
    return (await tx.query<FiringRow>(`${FIRINGS} WHERE f.id = ANY($1)`, [ids])).map(firingOf);
  }

  private async withFirings(tx: Tx, rows: Row[]): Promise<ScheduleResponse[]> {
    const ids = rows.flatMap(({ lastFiringId }) => lastFiringId ?? []);
    const firings = new Map((await this.firingsById(tx, ids)).map((firing) => [firing.id, firing]));
    return rows.map(({ lastFiringId, ...row }) => ({
      ...row,
      description: inWords(row.cron),
      nextFireAt: row.nextFireAt?.toISOString() ?? null,
      lastFiring: firings.get(lastFiringId ?? '') ?? null,
      createdAt: row.createdAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
    }));
  }
}

/** A cron expression as a sentence: `At 02:30, Monday through Friday`. */
export function inWords(cron: string): string {
  return cronstrue.toString(cron, { use24HourTimeFormat: true, throwExceptionOnParseError: false });
}

function firingOf(row: FiringRow): ScheduleFiringResponse {
  return {
    ...row,
    fireAt: row.fireAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}
