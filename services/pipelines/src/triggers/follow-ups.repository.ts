import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import type { Inputs } from '../definitions/inputs.rules.js';
import type { FollowUpResponse } from './follow-ups.dto.js';
import type { FollowedOutcome } from './follow-up.rules.js';
import type { Owner } from './owner.js';
import type { Power } from './trigger-change.rules.js';

export interface NewFollowUp {
  id: string;
  upstreamId: string;
  pipelineId: string;
  outcome: FollowedOutcome;
  pattern: string;
  branch: string | null;
  inputs: Inputs;
}

/** What can be chosen of a follow-up, and in whose name it runs. */
export interface ChangedFollowUp extends NewFollowUp, Power {
  ownerId: string;
  ownerName: string;
  version: number;
}

/** A follow-up that is on, for an end that may be followed. */
export interface ActiveFollowUp extends NewFollowUp {
  ownerId: string;
  ownerName: string;
  /** Both pipelines are files of one repository. */
  isInOneRepository: boolean;
}

type Row = Omit<FollowUpResponse, 'createdAt'> & { createdAt: Date };

const FOLLOW_UPS = `SELECT u.id, u.upstream_id AS "upstreamId", u.pipeline_id AS "pipelineId", p.name AS "pipelineName",
    u.outcome, u.pattern, u.branch, u.inputs, u.is_enabled AS enabled, u.paused_reason AS "pausedReason", u.owner_name AS "ownerName",
    f.state AS "lastState", f.reason AS "lastReason", f.execution_id AS "lastExecutionId", u.version,
    u.created_at AS "createdAt"
  FROM follow_up u JOIN pipeline p ON p.id = u.pipeline_id
  LEFT JOIN LATERAL (SELECT state, reason, execution_id FROM firing WHERE follow_up_id = u.id ORDER BY id DESC LIMIT 1) f
    ON true WHERE u.deleted_at IS NULL AND u.upstream_id = $1`;

/** Rows of follow-ups: which pipeline starts when another one has ended. */
@Injectable()
export class FollowUpsRepository {
  /** Newest first; one more than `limit`. */
  async list(tx: Tx, upstreamId: string, before: string | undefined, limit: number): Promise<FollowUpResponse[]> {
    const sql = `${FOLLOW_UPS} AND ($2::uuid IS NULL OR u.id < $2) ORDER BY u.id DESC LIMIT $3`;
    return (await tx.query<Row>(sql, [upstreamId, before ?? null, limit + 1])).map(viewOf);
  }

  async one(tx: Tx, upstreamId: string, id: string): Promise<FollowUpResponse | undefined> {
    return (await tx.query<Row>(`${FOLLOW_UPS} AND u.id = $2`, [upstreamId, id])).map(viewOf)[0];
  }

  async insert(tx: Tx, row: NewFollowUp, owner: Owner): Promise<void> {
    await tx.query(
      `INSERT INTO follow_up (id, org_id, upstream_id, pipeline_id, outcome, pattern, branch, inputs, owner_id, owner_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[row.id, tx.orgId, row.upstreamId, row.pipelineId, row.outcome, row.pattern, row.branch],
        ...[JSON.stringify(row.inputs), owner.id, owner.name],
      ],
    );
  }

  /** Locked until the transaction ends, against other changes alone: ends go on being followed. */
  async lock(tx: Tx, upstreamId: string, id: string): Promise<ChangedFollowUp | undefined> {
    const rows = await tx.query<ChangedFollowUp>(
      `SELECT id, upstream_id AS "upstreamId", pipeline_id AS "pipelineId", outcome, pattern, branch, inputs, version,
         is_enabled AS "isEnabled", paused_reason AS "pausedReason", owner_id AS "ownerId", owner_name AS "ownerName"
       FROM follow_up WHERE id = $1 AND upstream_id = $2 AND deleted_at IS NULL FOR NO KEY UPDATE`,
      [id, upstreamId],
    );
    return rows[0];
  }

  /** One that is locked, as it is to be; it is another version then. */
  async update(tx: Tx, row: ChangedFollowUp): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE follow_up SET pipeline_id = $2, outcome = $3, pattern = $4, branch = $5, inputs = $6, is_enabled = $7,
         paused_reason = $8, owner_id = $9, owner_name = $10, version = version + 1 WHERE id = $1 AND version = $11 RETURNING id`,
      [
        ...[row.id, row.pipelineId, row.outcome, row.pattern, row.branch, JSON.stringify(row.inputs), row.isEnabled],
        ...[row.pausedReason, row.ownerId, row.ownerName, row.version],
      ],
    );
    return rows.length > 0;
  }

  /** False when there is none, or none any more. */
  async enable(tx: Tx, upstreamId: string, id: string, owner: Owner): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE follow_up SET is_enabled = true, paused_reason = NULL, owner_id = $3, owner_name = $4, version = version + 1
       WHERE id = $1 AND upstream_id = $2 AND deleted_at IS NULL RETURNING id`,
      [id, upstreamId, owner.id, owner.name],
    );
    return rows.length > 0;
  }

  async markDeleted(tx: Tx, upstreamId: string, id: string): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE follow_up SET deleted_at = clock_timestamp(), is_enabled = false, paused_reason = NULL
       WHERE id = $1 AND upstream_id = $2 AND deleted_at IS NULL RETURNING id`,
      [id, upstreamId],
    );
    return rows.length > 0;
  }

  /** Stops one that still runs in this member's name; false when it does not. */
  async stop(tx: Tx, id: string, ownerId: string | null, reason: string): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE follow_up SET is_enabled = false, paused_reason = $3, version = version + 1
       WHERE id = $1 AND owner_id = $2 AND is_enabled RETURNING id`,
      [id, ownerId, reason],
    );
    return rows.length > 0;
  }

  active(tx: Tx, upstreamIds: readonly string[]): Promise<ActiveFollowUp[]> {
    return tx.query<ActiveFollowUp>(
      `SELECT u.id, u.upstream_id AS "upstreamId", u.pipeline_id AS "pipelineId", u.outcome, u.pattern, u.branch, u.inputs,
         u.owner_id AS "ownerId", u.owner_name AS "ownerName", p.repository_id = x.repository_id AS "isInOneRepository"
       FROM follow_up u JOIN pipeline p ON p.id = u.pipeline_id JOIN pipeline x ON x.id = u.upstream_id
       WHERE u.upstream_id = ANY($1::uuid[]) AND u.is_enabled`,
      [upstreamIds],
    );
  }
}

const viewOf = (row: Row): FollowUpResponse => ({ ...row, createdAt: row.createdAt.toISOString() });
