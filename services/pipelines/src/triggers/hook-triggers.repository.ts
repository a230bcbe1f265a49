import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import type { HookTriggerResponse } from './hook-triggers.dto.js';
import type { Owner } from './owner.js';
import type { Power } from './trigger-change.rules.js';
import type { Expressions } from './trigger-inputs.rules.js';

export type HookTriggerView = Omit<HookTriggerResponse, 'url'>;
type Row = Omit<HookTriggerView, 'lastCallAt' | 'createdAt'> & { lastCallAt: Date | null; createdAt: Date };

/** What can be chosen of a hook, and in whose name it runs. */
export interface ChangedHook extends Power {
  id: string;
  pipelineId: string;
  name: string;
  branch: string;
  inputs: Expressions;
  ownerId: string;
  ownerName: string;
  version: number;
}

/** What a call starts, and the secrets that it may be signed with. */
export interface CalledHook {
  id: string;
  pipelineId: string;
  branch: string;
  inputs: Expressions;
  isEnabled: boolean;
  ownerId: string;
  ownerName: string;
  sealedSecrets: string[];
}

const HOOKS = `SELECT h.id, h.pipeline_id AS "pipelineId", h.name, h.branch, h.inputs, h.is_enabled AS enabled,
    h.paused_reason AS "pausedReason", h.owner_name AS "ownerName", h.last_call_at AS "lastCallAt",
    f.state AS "lastState", f.reason AS "lastReason", f.execution_id AS "lastExecutionId", h.version, h.created_at AS "createdAt"
  FROM hook_trigger h LEFT JOIN LATERAL (SELECT state, reason, execution_id FROM firing WHERE hook_trigger_id = h.id
    ORDER BY id DESC LIMIT 1) f ON true WHERE h.deleted_at IS NULL AND h.pipeline_id = $1`;

/** Rows of hook triggers and of their addresses. */
@Injectable()
export class HookTriggersRepository {
  /** Newest first; one more than `limit`. */
  async list(tx: Tx, pipelineId: string, before: string | undefined, limit: number): Promise<HookTriggerView[]> {
    const sql = `${HOOKS} AND ($2::uuid IS NULL OR h.id < $2) ORDER BY h.id DESC LIMIT $3`;
    return (await tx.query<Row>(sql, [pipelineId, before ?? null, limit + 1])).map(viewOf);
  }

  async one(tx: Tx, pipelineId: string, id: string): Promise<HookTriggerView | undefined> {
    return (await tx.query<Row>(`${HOOKS} AND h.id = $2`, [pipelineId, id])).map(viewOf)[0];
  }

  async insert(
    tx: Tx,
    row: { id: string; pipelineId: string; name: string; branch: string; inputs: Expressions },
    sealed: string,
    owner: Owner,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO hook_trigger (id, org_id, pipeline_id, name, branch, inputs, secret, owner_id, owner_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[row.id, tx.orgId, row.pipelineId, row.name, row.branch, JSON.stringify(row.inputs)],
        ...[sealed, owner.id, owner.name],
      ],
    );
    await tx.query('INSERT INTO hook_trigger_address (hook_trigger_id, org_id) VALUES ($1, $2)', [row.id, tx.orgId]);
  }

  /** Locked until the transaction ends, against other changes alone. */
  async lock(tx: Tx, pipelineId: string, id: string): Promise<ChangedHook | undefined> {
    const rows = await tx.query<ChangedHook>(
      `SELECT id, pipeline_id AS "pipelineId", name, branch, inputs, is_enabled AS "isEnabled", version,
         paused_reason AS "pausedReason", owner_id AS "ownerId", owner_name AS "ownerName"
       FROM hook_trigger WHERE id = $1 AND pipeline_id = $2 AND deleted_at IS NULL FOR NO KEY UPDATE`,
      [id, pipelineId],
    );
    return rows[0];
  }

  /** One that is locked, as it is to be; it is another version then. */
  update(tx: Tx, hook: ChangedHook): Promise<boolean> {
    return this.didChange(
      tx,
      `UPDATE hook_trigger SET name = $2, branch = $3, inputs = $4, is_enabled = $5, paused_reason = $6, owner_id = $7,
         owner_name = $8, version = version + 1 WHERE id = $1 AND version = $9 RETURNING id`,
      [
        ...[hook.id, hook.name, hook.branch, JSON.stringify(hook.inputs), hook.isEnabled, hook.pausedReason],
        ...[hook.ownerId, hook.ownerName, hook.version],
      ],
    );
  }

  /** The secret so far stays valid for a day. Whoever asks is who it runs in the name of. */
  async rotate(
    tx: Tx,
    { pipelineId, id }: { pipelineId: string; id: string },
    sealed: string,
    owner: Owner,
  ): Promise<boolean> {
    return this.didChange(
      tx,
      `UPDATE hook_trigger SET previous_secret = secret, secret = $3, owner_id = $4, owner_name = $5,
         previous_valid_until = clock_timestamp() + interval '24 hours', is_enabled = true, paused_reason = NULL,
         version = version + 1
       WHERE id = $1 AND pipeline_id = $2 AND deleted_at IS NULL RETURNING id`,
      [id, pipelineId, sealed, owner.id, owner.name],
    );
  }

  async markDeleted(tx: Tx, pipelineId: string, id: string): Promise<boolean> {
    await tx.query('DELETE FROM hook_trigger_address WHERE hook_trigger_id = $1', [id]);
    return this.didChange(
      tx,
      `UPDATE hook_trigger SET deleted_at = clock_timestamp(), is_enabled = false, paused_reason = NULL
       WHERE id = $1 AND pipeline_id = $2 AND deleted_at IS NULL RETURNING id`,
      [id, pipelineId],
    );
  }

  /** Stops one that still runs in this member's name; false when it does not. */
  stop(tx: Tx, id: string, ownerId: string | null, reason: string): Promise<boolean> {
    return this.didChange(
      tx,
      `UPDATE hook_trigger SET is_enabled = false, paused_reason = $3, version = version + 1
       WHERE id = $1 AND owner_id = $2 AND is_enabled RETURNING id`,
      [id, ownerId, reason],
    );
  }

  async called(tx: Tx, id: string): Promise<CalledHook | undefined> {
    const rows = await tx.query<CalledHook>(
      `SELECT id, pipeline_id AS "pipelineId", branch, inputs, is_enabled AS "isEnabled", owner_id AS "ownerId",
         owner_name AS "ownerName", array_remove(ARRAY[secret,
           CASE WHEN previous_valid_until > clock_timestamp() THEN previous_secret END], NULL) AS "sealedSecrets"
       FROM hook_trigger WHERE id = $1 AND deleted_at IS NULL`,
      [id],
    );
    return rows[0];
  }

  async noteCall(tx: Tx, id: string): Promise<void> {
    await tx.query('UPDATE hook_trigger SET last_call_at = clock_timestamp() WHERE id = $1', [id]);
  }

  /** Whose it is, and that of nobody else: outside an organization. */
  async orgOf(tx: Tx, id: string): Promise<string | undefined> {
    const sql = 'SELECT org_id AS "orgId" FROM hook_trigger_address WHERE hook_trigger_id = $1';
    return (await tx.query<{ orgId: string }>(sql, [id]))[0]?.orgId;
  }

  /** Outside an organization. */
  async countRefusal(tx: Tx, id: string): Promise<void> {
    const sql = 'UPDATE hook_trigger_address SET refused_calls = refused_calls + 1 WHERE hook_trigger_id = $1';
    await tx.query(sql, [id]);
  }

  private async didChange(tx: Tx, sql: string, parameters: unknown[]): Promise<boolean> {
    return (await tx.query(sql, parameters)).length > 0;
  }
}

const viewOf = (row: Row): HookTriggerView => ({
  ...row,
  lastCallAt: row.lastCallAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
});
