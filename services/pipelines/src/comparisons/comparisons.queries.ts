import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import type { Inputs } from '../definitions/inputs.rules.js';
import type { ComparedNode } from './comparison.rules.js';

/** What an execution was of. */
export interface ComparedExecution {
  id: string;
  inputs: Inputs;
  /** Null for a pipeline file that could not be read. */
  version: number | null;
  source: string | null;
  /** Of all its evidence, that of no node too, by kind. */
  evidence: Record<string, number>;
}

const EXECUTIONS = `SELECT e.id, e.inputs, v.version, v.source,
    coalesce((SELECT jsonb_object_agg(kind, count) FROM (SELECT kind, count(*)::int FROM evidence
      WHERE execution_id = e.id GROUP BY kind) k), '{}') AS evidence
  FROM execution e LEFT JOIN pipeline_version v ON v.id = e.pipeline_version_id WHERE e.id = ANY($1::uuid[])`;

const ms = (from: string, to: string): string => `(extract(epoch FROM ${to} - ${from}) * 1000)::int`;

const NODES = `SELECT n.execution_id AS "executionId", n.id, n.key, n.definition->>'name' AS name, n.kind,
    (n.definition - 'commands')::text AS definition, n.status, n.attempt, n.outputs, ${ms('n.ready_at', 'n.started_at')} AS "queuedMs",
    ${ms('n.started_at', 'n.finished_at')} AS "durationMs",
    coalesce((SELECT jsonb_object_agg(a.name, a.digest) FROM artifact a WHERE a.node_id = n.id), '{}') AS artifacts,
    coalesce((SELECT jsonb_object_agg(kind, count) FROM (SELECT kind, count(*)::int FROM evidence v
      WHERE v.execution_id = n.execution_id AND v.node_id = n.id GROUP BY kind) k), '{}') AS evidence
  FROM node n WHERE n.execution_id = ANY($1::uuid[]) ORDER BY n.position`;

type NodeRow = Omit<ComparedNode, 'artifacts' | 'evidence'> & {
  executionId: string;
  artifacts: Record<string, string>;
  evidence: Record<string, number>;
};

/** Executions as they are compared: both in as many statements as one. */
@Injectable()
export class ComparisonsQueries {
  async executions(tx: Tx, ids: readonly string[]): Promise<Map<string, ComparedExecution>> {
    const rows = await tx.query<ComparedExecution>(EXECUTIONS, [ids]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** By the ids of executions, in the order of the definition. */
  async nodes(tx: Tx, ids: readonly string[]): Promise<Map<string, ComparedNode[]>> {
    const rows = await tx.query<NodeRow>(NODES, [ids]);
    const byExecution = Map.groupBy(rows, ({ executionId }) => executionId);
    return new Map([...byExecution].map(([id, nodes]) => [id, nodes.map(nodeOf)]));
  }
}

const nodeOf = ({ executionId: _executionId, artifacts, evidence, ...node }: NodeRow): ComparedNode => ({
  ...node,
  artifacts: new Map(Object.entries(artifacts)),
  evidence: new Map(Object.entries(evidence)),
});
