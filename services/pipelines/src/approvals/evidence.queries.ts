import { Injectable } from '@nestjs/common';
import type { Commit } from '@throughline/contracts';
import type { Tx } from '@throughline/platform';
import type { NodeDefinition } from '../definitions/definition.js';
import { upstreamOf } from '../definitions/upstream.graph.js';
import type { NodeStatus } from '../engine/node.machine.js';
import type { Evidence } from './evidence.js';

interface NodeFacts {
  id: string;
  key: string;
  needs: string[];
  definition: NodeDefinition;
  status: NodeStatus;
  durationMs: number | null;
}

const NODES = `SELECT id, key, definition, definition->'needs' AS needs, status,
    (extract(epoch FROM finished_at - started_at) * 1000)::int AS "durationMs"
  FROM node WHERE execution_id = $1 ORDER BY position`;

/** Gathers the evidence before a node as it is now. */
@Injectable()
export class EvidenceQueries {
  async before(tx: Tx, executionId: string, nodeKey: string): Promise<Evidence> {
    const nodes = await tx.query<NodeFacts>(NODES, [executionId]);
    const byKey = new Map(nodes.map((node) => [node.key, node]));
    const upstream = new Set(upstreamOf(nodeKey, byKey).map((node) => node.key));
    const before = nodes.filter((node) => upstream.has(node.key));
    const artifacts = await tx.query<{ name: string; digest: string }>(
      'SELECT name, digest FROM artifact WHERE node_id = ANY($1) ORDER BY created_at DESC LIMIT 1',
      [before.map((node) => node.id)],
    );
    const commits = await tx.query<{ commit: Commit }>('SELECT commit FROM execution WHERE id = $1', [executionId]);
    const commit = commits[0]?.commit;
    if (!commit) throw new Error('evidence of an execution that is not there');
    return {
      artifactDigest: artifacts[0]?.digest ?? null,
      artifactName: artifacts[0]?.name ?? null,
      commit,
      nodes: before.map(({ key, definition, status, durationMs }) => ({
        key,
        kind: definition.kind,
        status,
        durationMs,
      })),
    };
  }

  /** What happens when the node is approved, in a sentence. */
  async effectOf(tx: Tx, executionId: string, nodeKey: string): Promise<string> {
    const nodes = await tx.query<NodeFacts>(NODES, [executionId]);
    const next = nodes.filter((node) => node.needs.includes(nodeKey)).map((node) => sentenceOf(node.definition));
    return next.length > 0 ? `${next.join('; ')}.` : 'The execution goes on.';
  }
}

function sentenceOf(node: NodeDefinition): string {
  if (node.kind === 'deploy') return `Deploys ${node.service} to ${node.environment}`;
  if (node.kind === 'promote') return `Promotes ${node.service} from ${node.from} to ${node.to}`;
  return `Runs ${node.name}`;
}
