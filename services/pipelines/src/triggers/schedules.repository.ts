import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import type { Inputs } from '../definitions/inputs.rules.js';
import type { DueSchedule, MisfirePolicy } from './misfire.rules.js';
import type { Owner } from './owner.js';
import { StartablePipelines } from './startable-pipelines.js';

export interface ScheduleRow {
  id: string;
  pipelineId: string;
  name: string;
  branch: string;
  cron: string;
  zone: string;
  misfire: MisfirePolicy;
  inputs: Inputs;
  isEnabled: boolean;
  pausedReason: string | null;
  ownerId: string;
  version: number;
}

export type NewSchedule = Omit<ScheduleRow, 'isEnabled' | 'pausedReason' | 'ownerId' | 'version'>;

/** A schedule whose time has come, locked. */
export interface ClaimedSchedule extends DueSchedule {
  id: string;
  name: string;
  pipelineId: string;
  branch: string;
  inputs: Inputs;
  ownerId: string;
  ownerName: string;
}

const COLUMNS = `s.id, s.pipeline_id AS "pipelineId", s.name, s.branch, s.cron, s.zone, s.misfire, s.inputs, s.is_enabled AS "isEnabled",
  s.paused_reason AS "pausedReason", s.owner_id AS "ownerId", s.version`;

const CLAIM = `SELECT s.id, s.name, s.pipeline_id AS "pipelineId", s.branch, s.cron, s.zone, s.misfire, s.inputs, s.owner_id AS "ownerId",
    s.owner_name AS "ownerName", c.next_fire_at AS "nextFireAt"
  FROM schedule_clock c JOIN schedule s ON s.org_id = c.org_id AND s.id = c.schedule_id
  WHERE c.org_id = $1 AND c.next_fire_at <= $2 ORDER BY c.next_fire_at LIMIT $3 FOR UPDATE SKIP LOCKED`;

/** Rows of schedules and of their clocks. A clock is there as long as the schedule is enabled. */
@Injectable()
export class SchedulesRepository {
  constructor(private readonly pipelines: StartablePipelines) {}

  /** As `StartablePipelines` says. */
  defaultBranch(tx: Tx, pipelineId: string): Promise<string> {
    return this.pipelines.defaultBranch(tx, pipelineId);
  }

  /** Locked until the transaction ends; one that was deleted is found by nobody. */
  async lock(tx: Tx, id: string): Promise<ScheduleRow | undefined> {
    const sql = `SELECT ${COLUMNS} FROM schedule s WHERE s.id = $1 AND s.deleted_at IS NULL FOR UPDATE`;
    return (await tx.query<ScheduleRow>(sql, [id]))[0];
  }

  /** False when the pipeline has a schedule of this name. */
  async insert(tx: Tx, row: NewSchedule, owner: Owner): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO schedule (id, org_id, pipeline_id, name, branch, cron, zone, misfire, inputs, owner_id, owner_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       ON CONFLICT (org_id, pipeline_id, name) WHERE deleted_at IS NULL DO NOTHING RETURNING id`,
      [
        ...[row.id, tx.orgId, row.pipelineId, row.name, row.branch, row.cron, row.zone, row.misfire],
        ...[JSON.stringify(row.inputs), owner.id, owner.name],
      ],
    );
    return rows.length > 0;
  }

  async isNameTaken(
    tx: Tx,
    { id, pipelineId, name }: Pick<ScheduleRow, 'id' | 'pipelineId' | 'name'>,
  ): Promise<boolean> {
    const sql = 'SELECT 1 FROM schedule WHERE pipeline_id = $1 AND name = $2 AND id <> $3 AND deleted_at IS NULL';
    return (await tx.query(sql, [pipelineId, name, id])).length > 0;
  }

  /** Whoever changes what runs, or makes it run again, is who it runs in the name of. */
  async update(tx: Tx, row: ScheduleRow, owner: Owner): Promise<void> {
    await tx.query(
      `UPDATE schedule SET name = $2, branch = $3, cron = $4, zone = $5, misfire = $6, is_enabled = $7, paused_reason = $8,
         owner_id = $9, owner_name = $10, inputs = $11, updated_at = clock_timestamp(), version = version + 1 WHERE id = $1`,
      [
        ...[row.id, row.name, row.branch, row.cron, row.zone, row.misfire, row.isEnabled, row.pausedReason],
        ...[owner.id, owner.name, JSON.stringify(row.inputs)],
      ],
    );
  }

  /** Stops schedules; those in whose way something is say what. */
  async stop(tx: Tx, ids: readonly string[], pausedReason: string | null): Promise<void> {
    if (ids.length === 0) return;
    await tx.query('DELETE FROM schedule_clock WHERE schedule_id = ANY($1)', [ids]);
    await tx.query(
      `UPDATE schedule SET is_enabled = false, paused_reason = $2, updated_at = clock_timestamp(), version = version + 1
       WHERE id = ANY($1)`,
      [ids, pausedReason],
    );
  }

  async markDeleted(tx: Tx, id: string): Promise<void> {
    await this.stop(tx, [id], null);
    await tx.query('UPDATE schedule SET deleted_at = clock_timestamp() WHERE id = $1', [id]);
  }

  async setClock(tx: Tx, id: string, nextFireAt: Date): Promise<void> {
    await tx.query(
      `INSERT INTO schedule_clock (schedule_id, org_id, next_fire_at) VALUES ($1, $2, $3)
       ON CONFLICT (schedule_id, org_id) DO UPDATE SET next_fire_at = excluded.next_fire_at`,
      [id, tx.orgId, nextFireAt],
    );
  }

  /** Schedules of the organization that are due at `now` and that nobody else has claimed, longest due first. */
  claimDue(tx: Tx, now: Date, limit: number): Promise<ClaimedSchedule[]> {
    return tx.query<ClaimedSchedule>(CLAIM, [tx.orgId, now, limit]);
  }

  async advance(tx: Tx, clocks: readonly { id: string; next: Date }[]): Promise<void> {
    if (clocks.length === 0) return;
    await tx.query(
      `UPDATE schedule_clock c SET next_fire_at = d.next FROM unnest($1::uuid[], $2::timestamptz[]) AS d (id, next)
       WHERE c.schedule_id = d.id`,
      [clocks.map(({ id }) => id), clocks.map(({ next }) => next)],
    );
  }
}
