import { Injectable } from '@nestjs/common';
import { anyOf, mayAct, type Tx } from '@throughline/platform';

/** Wakes the lanes of the engine; a hint, they look by themselves as well. */
export const DRIVES_CHANNEL = 'pipelines_drives';
export const DRIVE_LEASE_MS = 15_000;
/** How far ahead a claim looks for the fairest choice. */
const LOOK_AHEAD = 1_000;

export interface Drive {
  executionId: string;
  orgId: string;
}

// One of each organization first, then a second of each: a thousand runs of one do not keep another's waiting.
const CLAIM = `WITH due AS (
    SELECT execution_id, org_id, due_at FROM execution_drive d
     WHERE due_at <= clock_timestamp() AND (owner IS NULL OR owner = $1 OR lease_until < clock_timestamp())
       AND NOT EXISTS (SELECT FROM jsonb_array_elements_text($4::jsonb) AS held WHERE held::uuid = execution_id) AND ${mayAct('d')}
     ORDER BY due_at LIMIT ${LOOK_AHEAD} FOR UPDATE SKIP LOCKED),
  turns AS (SELECT execution_id, org_id, due_at, row_number() OVER (PARTITION BY org_id ORDER BY due_at) AS turn FROM due),
  picked AS (SELECT execution_id, org_id FROM turns ORDER BY turn, due_at LIMIT $2)
  UPDATE execution_drive d SET owner = $1, lease_until = clock_timestamp() + $3 * interval '1 millisecond' FROM picked
   WHERE d.execution_id = picked.execution_id AND d.org_id = picked.org_id
  RETURNING d.execution_id AS "executionId", d.org_id AS "orgId"`;

/** Which executions have work for the engine itself, and which lane of which process is at it. */
@Injectable()
export class DrivesRepository {
  /** Notes that there is work. @param lane whose it is, where there was none before; by default anybody's */
  async want(tx: Tx, executionIds: readonly string[], lane: string | null = null): Promise<void> {
    await tx.query(
      `INSERT INTO execution_drive AS d (execution_id, org_id, owner, lease_until)
       SELECT id, $1, $3, CASE WHEN $3::uuid IS NOT NULL THEN clock_timestamp() + $4 * interval '1 millisecond' END
         FROM unnest($2::uuid[]) AS id
       ON CONFLICT (execution_id, org_id) DO UPDATE SET due_at = least(d.due_at, clock_timestamp())`,
      [tx.orgId, executionIds, lane, DRIVE_LEASE_MS],
    );
  }

  /** Takes up to `limit` executions that nobody is at, or this lane itself without holding them. In a SystemTx. */
  claim(tx: Tx, lane: string, limit: number, held: readonly string[]): Promise<Drive[]> {
    return tx.query<Drive>(CLAIM, [lane, limit, DRIVE_LEASE_MS, JSON.stringify(held)]);
  }

  /** Ends the drives of executions, in the transaction of the change that left nothing to do. */
  async done(tx: Tx, executionIds: readonly string[]): Promise<void> {
    if (executionIds.length === 0) return;
    await tx.query(`DELETE FROM execution_drive WHERE execution_id = ${anyOf('$1')}`, [executionIds]);
  }

  /** In a SystemTx. */
  async renew(tx: Tx, lane: string): Promise<void> {
    await tx.query(
      `UPDATE execution_drive SET lease_until = clock_timestamp() + $2 * interval '1 millisecond' WHERE owner = $1`,
      [lane, DRIVE_LEASE_MS],
    );
  }

  /** Lets others claim what the lane has, at once. In a SystemTx. */
  async leave(tx: Tx, lane: string): Promise<void> {
    await tx.query('UPDATE execution_drive SET owner = NULL, lease_until = NULL WHERE owner = $1', [lane]);
  }

  /** Puts off an execution that could not be written: a second, then twice as long each time, at most five minutes. In a SystemTx. */
  async putOff(tx: Tx, lane: string, executionId: string): Promise<void> {
    await tx.query(
      `UPDATE execution_drive SET owner = NULL, lease_until = NULL, failures = failures + 1,
         due_at = clock_timestamp() + least(power(2, failures), 300) * interval '1 second'
       WHERE owner = $1 AND execution_id = $2`,
      [lane, executionId],
    );
  }
}
