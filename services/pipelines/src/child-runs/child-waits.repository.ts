import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import type { Group } from '../engine/turns.repository.js';
import type { Wait } from './child-waits.graph.js';

// Whoever is queued waits for the one that has the turn; those between them have not begun, and wait for it alone. An
// execution waits for its children as long as a row says so.
const WAITS = `WITH RECURSIVE wait (waiter_id, execution_id, group_name) AS (
    SELECT NULL::uuid, execution_id, group_name FROM execution_turn
      WHERE repository_id = $1 AND group_name = $2 AND is_now
    UNION SELECT wait.execution_id, n.execution_id, n.group_name FROM wait CROSS JOIN LATERAL (
      SELECT c.child_id AS execution_id, NULL::text AS group_name FROM child_run c
        WHERE c.execution_id = wait.execution_id AND c.state = 'started'
      UNION ALL SELECT h.execution_id, h.group_name FROM execution_turn t JOIN execution_turn h
          ON h.is_now AND (h.repository_id, h.group_name) = (t.repository_id, t.group_name)
        WHERE t.execution_id = wait.execution_id AND NOT t.is_now) n)
  SELECT w.waiter_id AS "waiterId", w.execution_id AS "executionId", w.group_name AS "group", e.number
    FROM wait w JOIN execution e ON e.id = w.execution_id`;

/** Who waits for whom: parents for their children, and children for the turns of their groups. */
@Injectable()
export class ChildWaitsRepository {
  /**
   * All that an execution would wait for which is about to be queued in the group. Until the end of the transaction no
   * other child is queued in the repository: of two that close a circle, one sees the other. To be asked before the
   * group is locked.
   */
  async ahead(tx: Tx, { repositoryId, name }: Group): Promise<Wait[]> {
    const lock = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';
    await tx.query(lock, [`child waits ${tx.orgId} ${repositoryId}`]);
    return tx.query<Wait>(WAITS, [repositoryId, name]);
  }
}
