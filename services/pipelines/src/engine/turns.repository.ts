import { Injectable } from '@nestjs/common';
import { mayAct, type Tx } from '@throughline/platform';

/** Wakes those who give turns on; a hint, they look by themselves as well. */
export const TURNS_CHANNEL = 'pipelines_turns';

export interface Group {
  repositoryId: string;
  name: string;
}

export interface Turn {
  orgId: string;
  executionId: string;
  group: Group;
}

const TURN = `t.org_id AS "orgId", t.execution_id AS "executionId",
  jsonb_build_object('repositoryId', t.repository_id, 'name', t.group_name) AS "group"`;

const OF_GROUP = 'repository_id = $1 AND group_name = $2';

/**
 * Whose turn it is in each concurrency group. Whoever lets one in holds the group's lock; whoever takes one out holds
 * the lock of its execution, and no other.
 */
@Injectable()
export class TurnsRepository {
  /** Locks the group for this transaction. @returns the number of the execution whose turn it is, if there is one */
  async lock(tx: Tx, { repositoryId, name }: Group): Promise<number | undefined> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `turn ${tx.orgId} ${repositoryId} ${name}`,
    ]);
    const rows = await tx.query<{ number: number }>(
      `SELECT e.number FROM execution_turn t JOIN execution e ON e.id = t.execution_id WHERE ${OF_GROUP}
       ORDER BY is_now DESC, position LIMIT 1`,
      [repositoryId, name],
    );
    return rows[0]?.number;
  }

  async join(tx: Tx, { repositoryId, name }: Group, executionId: string, isNow: boolean): Promise<void> {
    await tx.query(
      `INSERT INTO execution_turn (execution_id, org_id, repository_id, group_name, is_now) VALUES ($1, $2, $3, $4, $5)`,
      [executionId, tx.orgId, repositoryId, name, isNow],
    );
  }

  /** Marks all of the group for an end: another takes their place. */
  async supersede(tx: Tx, { repositoryId, name }: Group): Promise<void> {
    await tx.query(`UPDATE execution_turn SET is_superseded = true WHERE ${OF_GROUP}`, [repositoryId, name]);
    tx.hint(TURNS_CHANNEL);
  }

  /** Ends the turns of executions that are over. */
  async leave(tx: Tx, executionIds: readonly string[]): Promise<void> {
    if (executionIds.length === 0) return;
    await tx.query('DELETE FROM execution_turn WHERE execution_id = ANY($1::uuid[])', [executionIds]);
    tx.hint(TURNS_CHANNEL);
  }

  /** The next of every group in which it is nobody's turn. In a SystemTx. */
  next(tx: Tx, limit: number): Promise<Turn[]> {
    return tx.query<Turn>(
      `SELECT DISTINCT ON (org_id, repository_id, group_name) ${TURN}
         FROM execution_turn t
        WHERE NOT is_now AND NOT is_superseded AND ${mayAct('t')} AND NOT EXISTS (SELECT 1 FROM execution_turn h
          WHERE h.is_now AND (h.org_id, h.repository_id, h.group_name) = (t.org_id, t.repository_id, t.group_name))
        ORDER BY org_id, repository_id, group_name, position LIMIT $1`,
      [limit],
    );
  }

  /** Those whose place another takes. In a SystemTx. */
  superseded(tx: Tx, limit: number): Promise<Turn[]> {
    return tx.query<Turn>(
      `SELECT ${TURN} FROM execution_turn t WHERE is_superseded
       ORDER BY position LIMIT $1`,
      [limit],
    );
  }

  /** Gives the execution its turn, under the group's lock; false when it has gone, or it is another's meanwhile. */
  async take(tx: Tx, executionId: string): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE execution_turn t SET is_now = true WHERE execution_id = $1 AND NOT is_now AND NOT is_superseded
         AND NOT EXISTS (SELECT 1 FROM execution_turn h WHERE h.is_now AND h.repository_id = t.repository_id
           AND h.group_name = t.group_name)
       RETURNING 1`,
      [executionId],
    );
    return rows.length > 0;
  }

  /** Takes the mark off; false when somebody else has. */
  async unmark(tx: Tx, executionId: string): Promise<boolean> {
    const rows = await tx.query(
      'UPDATE execution_turn SET is_superseded = false WHERE execution_id = $1 AND is_superseded RETURNING 1',
      [executionId],
    );
    return rows.length > 0;
  }
}
