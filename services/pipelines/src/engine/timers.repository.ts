import { Injectable } from '@nestjs/common';
import { mayAct, type Tx } from '@throughline/platform';

export interface Timer {
  nodeId: string;
  executionId: string;
  /** Milliseconds from now by the database's clock. */
  afterMs: number;
}

export interface DueTimer {
  orgId: string;
  executionId: string;
  nodeId: string;
}

/** The times that nodes wait for. They are rows, so a wait of a year is as safe as one of a second. */
@Injectable()
export class TimersRepository {
  async start(tx: Tx, timers: readonly Timer[]): Promise<void> {
    if (timers.length === 0) return;
    await tx.query(
      `INSERT INTO node_deadline (node_id, org_id, execution_id, event, due_at)
       SELECT node_id, $1, execution_id, 'due', clock_timestamp() + after_ms * interval '1 millisecond'
         FROM unnest($2::uuid[], $3::uuid[], $4::bigint[]) AS d (node_id, execution_id, after_ms)`,
      [
        tx.orgId,
        timers.map(({ nodeId }) => nodeId),
        timers.map(({ executionId }) => executionId),
        timers.map(({ afterMs }) => afterMs),
      ],
    );
  }

  async stop(tx: Tx, nodes: readonly { node: { id: string } }[]): Promise<void> {
    if (nodes.length === 0) return;
    await tx.query(`DELETE FROM node_deadline WHERE node_id = ANY($1::uuid[]) AND event = 'due'`, [
      nodes.map(({ node }) => node.id),
    ]);
  }

  /** Those whose time has come, the longest ago first. In a SystemTx. */
  due(tx: Tx, limit: number): Promise<DueTimer[]> {
    return tx.query<DueTimer>(
      `SELECT org_id AS "orgId", execution_id AS "executionId", node_id AS "nodeId" FROM node_deadline d
       WHERE event = 'due' AND due_at < clock_timestamp() AND ${mayAct('d')} ORDER BY due_at LIMIT $1`,
      [limit],
    );
  }

  /** By a minute. In a SystemTx. */
  async putOff(tx: Tx, nodeId: string): Promise<void> {
    await tx.query(
      `UPDATE node_deadline SET due_at = clock_timestamp() + interval '1 minute' WHERE node_id = $1 AND event = 'due'`,
      [nodeId],
    );
  }

  /** Takes a timer whose time has come, and gives the key of its node; undefined when another process has, or its node has moved on. */
  async take(tx: Tx, nodeId: string): Promise<string | undefined> {
    const rows = await tx.query<{ key: string }>(
      `DELETE FROM node_deadline d USING node n
       WHERE d.node_id = $1 AND event = 'due' AND due_at < clock_timestamp() AND n.id = d.node_id RETURNING n.key`,
      [nodeId],
    );
    return rows[0]?.key;
  }
}
