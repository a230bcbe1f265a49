import pg from 'pg';
import { until } from '../../tools/processes/until.ts';
import type { BenchContext } from '../bench-context.ts';
import { hasNpmPeer, NPM_PEERS } from '../peers/npm-peers.ts';
import type { Attempt, EngineArm } from './arm.ts';
import { callFlow } from './flow-callers.ts';
import { type N8n, N8N_SETTINGS, startN8n } from './n8n.ts';
import { N8N_MODES, n8nAnswerIsOf, type N8nMode, n8nWorkflow, n8nWorkflowId } from './n8n-workflow.ts';
import { peerDatabase } from './peer-database.ts';
import type { PipelinesStack } from './pipelines-stack.ts';
import { CALLERS, type Cell, type Shape, N8N_CELLS } from './workload.ts';

/** It does ten or twenty in a second: enough for a rate, and few enough for rounds of some seconds. */
const MOST_RUNS = 12;
const SAVED_MS = 20_000;
const MODES = Object.keys(N8N_MODES) as N8nMode[];

/** n8n three times, by what it keeps: one process, on a database of its own, with a workflow for each mode and shape. */
export async function n8nArms(
  context: BenchContext,
  stack: PipelinesStack,
  cells: readonly Cell[],
): Promise<EngineArm[]> {
  const does = ({ id }: Cell): boolean => N8N_CELLS.includes(id);
  const shapes = [...new Map(cells.filter(does).map(({ shape }) => [shape.id, shape])).values()];
  if (shapes.length === 0) return [];
  if (!hasNpmPeer('n8n')) {
    context.say('without n8n, which is not installed: npm run bench:peers -- n8n');
    return [];
  }
  const databaseUrl = await peerDatabase(stack.clusterUrl, 'n8n');
  const workflows = MODES.flatMap((mode) => shapes.map((shape) => n8nWorkflow(shape, mode)));
  const n8n = await startN8n(context, databaseUrl, workflows);
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  context.stops.push(() => db.end());
  return MODES.map((mode) => ({
    ...{ id: `n8n-${mode}`, kind: 'peer', version: NPM_PEERS.n8n.version, roots: [n8n.pid, stack.postgresPid] },
    config: configOf(mode),
    does,
    callers: CALLERS,
    run: (cell) => run({ n8n, db, mode }, cell),
  }));
}

const configOf = (mode: N8nMode): string =>
  [
    'webhook (answers when the last node has finished), no-op nodes; same PostgreSQL; a request for each run',
    `at most ${MOST_RUNS} runs a round`,
    JSON.stringify({ ...N8N_MODES[mode], ...N8N_SETTINGS }),
  ].join('; ');

interface Peer {
  n8n: N8n;
  db: pg.Client;
  mode: N8nMode;
}

/** The time ends with the last answer; where it keeps executions, what it has kept is counted when that is done. */
async function run({ n8n, db, mode }: Peer, { shape, runs: asked, callers }: Cell): Promise<Attempt> {
  const runs = Math.min(asked, MOST_RUNS);
  const last = await lastExecution(db);
  const url = `${n8n.url}/${shape.id}-${mode}`;
  const { elapsedMs, runMs, right } = await callFlow({ url, runs, callers, isRight: n8nAnswerIsOf });
  const kept = mode === 'none' ? right : await keptOf(db, { id: n8nWorkflowId(shape, mode), shape, last, runs });
  return {
    ...{ elapsedMs, runMs, nodes: runs * shape.nodes.length, acked: runs },
    ...{ stored: Math.min(right, kept), twice: Math.max(0, kept - runs) },
  };
}

async function lastExecution(db: pg.Client): Promise<number> {
  const { rows } = await db.query<{ id: number }>('SELECT coalesce(max(id), 0)::int AS id FROM execution_entity');
  return rows[0]?.id ?? 0;
}

/** Executions that ended well and whose data tell of the first and the last node. */
const KEPT = `SELECT count(*)::int AS kept FROM execution_entity e JOIN execution_data d ON d."executionId" = e.id
  WHERE e."workflowId" = $1 AND e.id > $2 AND e.finished AND e.status = 'success'
    AND strpos(d.data, $3) > 0 AND strpos(d.data, $4) > 0`;

async function keptOf(
  db: pg.Client,
  { id, shape, last, runs }: { id: string; shape: Shape; last: number; runs: number },
): Promise<number> {
  const [first = '', final = ''] = [shape.nodes[0], shape.nodes.at(-1)].map((node) => `"${node?.key}":`);
  let kept = 0;
  const look = async (): Promise<boolean> => {
    const { rows } = await db.query<{ kept: number }>(KEPT, [id, last, first, final]);
    kept = rows[0]?.kept ?? 0;
    return kept >= runs;
  };
  await until(look, { timeoutMs: SAVED_MS });
  return kept;
}
