import { newId } from '@throughline/kernel';
import type { Tx } from '@throughline/platform';
import type { LoadedRun, NodeRow } from './execution-rows.js';

/** An ended node of an execution, as another one takes it over. */
export interface Checkpoint extends Pick<NodeRow, 'status' | 'attempt' | 'outputs' | 'startedAt'> {
  nodeId: string;
}

/** What an execution takes over from the one that it repeats, by the keys of nodes. */
export interface Resumed {
  checkpoints: ReadonlyMap<string, Checkpoint>;
  /** What a node waits for, where those are others than its definition needs. */
  waits: ReadonlyMap<string, readonly string[]>;
}

// A copy of a copy is one of the node that did the work. Times stay those of the work.
const NODES = `UPDATE node n SET copied_from = coalesce(o.copied_from, o.id), attempt = o.attempt, message = o.message,
    outputs = o.outputs, exit_code = o.exit_code, first_error_line = o.first_error_line, runner_name = o.runner_name,
    deployment_id = o.deployment_id, log_lines = o.log_lines, ready_at = o.ready_at, started_at = o.started_at,
    finished_at = o.finished_at
  FROM unnest($1::uuid[], $2::uuid[]) AS d (copy, original) JOIN node o ON o.id = d.original WHERE n.id = d.copy`;

const WAITS = `UPDATE node n SET waits_for = d.waits::jsonb FROM unnest($1::uuid[], $2::text[]) AS d (id, waits)
  WHERE n.id = d.id`;

// Under a lock, so that their content is not swept before the copies that name it are there.
const ARTIFACTS = `SELECT id FROM artifact WHERE node_id = ANY($1::uuid[]) ORDER BY created_at, id FOR SHARE`;

// Their times are kept: of two of the same name the later one counts.
const COPY_ARTIFACTS = `INSERT INTO artifact (id, org_id, execution_id, node_id, name, file_name, digest, size_bytes, created_at)
  SELECT d.copy, a.org_id, $5, n.copy, a.name, a.file_name, a.digest, a.size_bytes, a.created_at
    FROM unnest($1::uuid[], $2::uuid[]) AS d (copy, original) JOIN artifact a ON a.id = d.original
    JOIN unnest($3::uuid[], $4::uuid[]) AS n (copy, original) ON n.original = a.node_id`;

const EVIDENCE = `SELECT id FROM evidence
  WHERE execution_id = (SELECT execution_id FROM node WHERE id = $1) AND (node_id = ANY($2::uuid[])
    OR (node_id IS NULL AND artifact_id = ANY($3::uuid[]))) ORDER BY id`;

const COPY_EVIDENCE = `INSERT INTO evidence (id, org_id, execution_id, node_id, artifact_id, kind, name, status, summary, items,
    problem, tool, url, source_digest, recorded_by_id, recorded_by_name, recorded_at)
  SELECT d.copy, v.org_id, $7, n.copy, a.copy, v.kind, v.name, v.status, v.summary, v.items, v.problem, v.tool, v.url,
      v.source_digest, v.recorded_by_id, v.recorded_by_name, v.recorded_at
    FROM unnest($1::uuid[], $2::uuid[]) AS d (copy, original) JOIN evidence v ON v.id = d.original
    LEFT JOIN unnest($3::uuid[], $4::uuid[]) AS n (copy, original) ON n.original = v.node_id
    LEFT JOIN unnest($5::uuid[], $6::uuid[]) AS a (copy, original) ON a.original = v.artifact_id`;

/** Two columns of equal length: the ids of copies, and those of what they are copies of. */
type Pairs = [copies: string[], originals: string[]];

/**
 * Completes the rows of nodes that were inserted in the states of their checkpoints: what came of them, their artifacts,
 * and the evidence that they or those artifacts have. Events tell of none of it: it is no news.
 */
export async function takeOver(tx: Tx, { execution, nodes }: LoadedRun, resumed: Resumed): Promise<void> {
  const copied = [...nodes.values()].flatMap(({ id, key }) => {
    const checkpoint = resumed.checkpoints.get(key);
    return checkpoint ? [{ copy: id, original: checkpoint.nodeId }] : [];
  });
  if (copied.length === 0) return;
  const pairs: Pairs = [copied.map(({ copy }) => copy), copied.map(({ original }) => original)];
  await tx.query(NODES, pairs);
  await noteWaits(tx, nodes, resumed);
  const artifacts = await copy(tx, COPY_ARTIFACTS, [ARTIFACTS, [pairs[1]]], [...pairs, execution.id]);
  const found: [string, unknown[]] = [EVIDENCE, [pairs[1][0], pairs[1], artifacts[1]]];
  await copy(tx, COPY_EVIDENCE, found, [...pairs, ...artifacts, execution.id]);
}

async function noteWaits(tx: Tx, nodes: LoadedRun['nodes'], { waits }: Resumed): Promise<void> {
  const changed = [...nodes.values()].filter(({ key }) => waits.has(key));
  if (changed.length === 0) return;
  await tx.query(WAITS, [changed.map(({ id }) => id), changed.map(({ needs }) => JSON.stringify(needs))]);
}

/** Copies what a query finds; resolves to what is now a copy of what. */
async function copy(tx: Tx, insert: string, [find, of]: [string, unknown[]], rest: unknown[]): Promise<Pairs> {
  const originals = (await tx.query<{ id: string }>(find, of)).map(({ id }) => id);
  const pairs: Pairs = [originals.map(() => newId()), originals];
  if (originals.length > 0) await tx.query(insert, [...pairs, ...rest]);
  return pairs;
}
