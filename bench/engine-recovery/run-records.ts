import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import type { Shape } from '../engine/workload.ts';
import type { Move, NodeRecord, RunRecord } from './standstill.ts';

const NODES = `SELECT e.id AS run, (extract(epoch FROM e.created_at) * 1000)::float8 AS begun, n.key, n.status,
    (extract(epoch FROM n.finished_at) * 1000)::float8 AS "endedAt"
  FROM pipelines.execution e JOIN pipelines.node n ON n.execution_id = e.id WHERE e.id = ANY($1)`;
const MOVES = `SELECT (extract(epoch FROM at) * 1000)::float8 AS at, node_key AS key, to_state AS to
  FROM pipelines.execution_state_event WHERE execution_id = ANY($1) ORDER BY execution_state_event.at`;
const SUCCEEDED_TWICE = `SELECT execution_id FROM pipelines.execution_state_event
  WHERE execution_id = ANY($1) AND node_key IS NOT NULL AND to_state = 'succeeded'
  GROUP BY execution_id, node_key HAVING count(*) > 1`;

/** The runs as the database has them. */
export async function recordsOf(db: pg.Client, shapes: ReadonlyMap<string, Shape>): Promise<RunRecord[]> {
  const { rows } = await db.query<NodeRecord & { run: string; begun: number; key: string }>(NODES, [
    [...shapes.keys()],
  ]);
  const byRun = Map.groupBy(rows, ({ run }) => run);
  return [...shapes].map(([id, shape]) => {
    const nodes = byRun.get(id) ?? [];
    return { id, shape, at: nodes[0]?.begun ?? 0, nodes: new Map(nodes.map((node) => [node.key, node])) };
  });
}

/** Every change of state of the runs, in order. */
export async function movesOf(db: pg.Client, ids: readonly string[]): Promise<Move[]> {
  return (await db.query<Move>(MOVES, [ids])).rows;
}

/** How many nodes have succeeded more than once. */
export async function succeededTwice(db: pg.Client, ids: readonly string[]): Promise<number> {
  return (await db.query(SUCCEEDED_TWICE, [ids])).rowCount ?? 0;
}

/** How often a step has noted in the folder that it begins. */
export function startsIn(folder: string): (runId: string, key: string) => number {
  return (runId, key) => {
    const file = join(folder, `${runId}-${key}`);
    return existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0;
  };
}
