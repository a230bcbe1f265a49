import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import type { NodeLogLineResponse } from './node-logs.dto.js';

export interface StoredLine {
  at: string;
  stream: string;
  text: string;
}

export interface LogState {
  nodeId: string;
  logOffset: number;
  logLines: number;
  logBytes: number;
  truncated: boolean;
  complete: boolean;
}

const STATE = `id AS "nodeId", log_offset AS "logOffset", log_lines AS "logLines", log_bytes AS "logBytes",
  log_truncated AS truncated, finished_at IS NOT NULL AS complete`;

/** Wakes readers that follow a node's log; the payload is the node's id. */
export const NODE_LOG_CHANNEL = 'pipelines_node_log';

// What an error looks like in the output of most tools; stderr alone is full of progress and warnings.
const ERROR_LINE = String.raw`(\merror\M|\mfail(ed|ure|s|ing)?\M|exception|\mfatal\M|\mpanic|not ok|✖|✗|✘|npm ERR!|AssertionError|[A-Z][a-z]+Error)`;

/** Lines of node logs; they count from 1 and have no gaps. */
@Injectable()
export class NodeLogRepository {
  /** Of a node that was copied, that of the node which did the work. */
  async state(tx: Tx, executionId: string, nodeKey: string): Promise<LogState | undefined> {
    const rows = await tx.query<LogState>(
      `SELECT ${STATE} FROM node WHERE id = (SELECT coalesce(copied_from, id) FROM node WHERE execution_id = $1 AND key = $2)`,
      [executionId, nodeKey],
    );
    return rows[0];
  }

  async stateOf(tx: Tx, nodeId: string): Promise<LogState | undefined> {
    return (await tx.query<LogState>(`SELECT ${STATE} FROM node WHERE id = $1`, [nodeId]))[0];
  }

  async append(tx: Tx, nodeId: string, firstLine: number, lines: readonly StoredLine[]): Promise<void> {
    await tx.query(
      `INSERT INTO node_log (org_id, node_id, line, at, stream, text)
       SELECT $1, $2, $3::int + (l.n - 1)::int, (l.value->>'at')::timestamptz, l.value->>'stream', l.value->>'text'
       FROM jsonb_array_elements($4::jsonb) WITH ORDINALITY AS l (value, n)`,
      [tx.orgId, nodeId, firstLine, JSON.stringify(lines)],
    );
  }

  async saveState(tx: Tx, state: Omit<LogState, 'complete'>): Promise<void> {
    await tx.query(
      'UPDATE node SET log_offset = $2, log_lines = $3, log_bytes = $4, log_truncated = $5 WHERE id = $1',
      [state.nodeId, state.logOffset, state.logLines, state.logBytes, state.truncated],
    );
    tx.hint(NODE_LOG_CHANNEL, state.nodeId);
  }

  async read(tx: Tx, nodeId: string, fromLine: number, limit: number): Promise<NodeLogLineResponse[]> {
    const rows = await tx.query<Omit<NodeLogLineResponse, 'at'> & { at: Date }>(
      'SELECT line, at, stream, text FROM node_log WHERE node_id = $1 AND line >= $2 ORDER BY line LIMIT $3',
      [nodeId, fromLine, limit],
    );
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }

  /**
   * The line that a person wants to see first: of the last command (`$ …`) the first that looks like an error, else
   * its first line of stderr; null when it wrote neither.
   */
  async firstErrorLine(tx: Tx, nodeId: string): Promise<number | null> {
    const rows = await tx.query<{ line: number | null }>(
      `WITH last AS (SELECT coalesce(max(line), 0) AS line FROM node_log WHERE node_id = $1 AND stream = 'system' AND text LIKE '$ %'),
         output AS (SELECT n.line, n.stream, n.text FROM node_log n, last
           WHERE n.node_id = $1 AND n.line > last.line AND n.stream <> 'system')
       SELECT coalesce((SELECT min(line) FROM output WHERE text ~* $2), (SELECT min(line) FROM output WHERE stream = 'stderr')) AS line`,
      [nodeId, ERROR_LINE],
    );
    return rows[0]?.line ?? null;
  }
}
