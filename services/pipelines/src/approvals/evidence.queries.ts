import { Injectable } from '@nestjs/common';
import type { Commit } from '@throughline/contracts';
import type { Tx } from '@throughline/platform';
import type { NodeDefinition } from '../definitions/definition.js';
import type { NodeKind } from '../definitions/node-kinds.rules.js';
import { upstreamOf } from '../definitions/upstream.graph.js';
import type { NodeStatus } from '../engine/node.machine.js';
import type { Evidence, EvidenceArtifact } from './evidence.js';

/** A node whose evidence is asked for. */
export interface EvidenceTarget {
  executionId: string;
  nodeKey: string;
}

interface NodeFacts {
  id: string;
  executionId: string;
  key: string;
  kind: NodeKind;
  needs: string[];
  status: NodeStatus;
  durationMs: number | null;
  attempt: number;
  outputsDigest: string | null;
}

interface ArtifactFacts extends EvidenceArtifact {
  nodeId: string;
}

interface OriginFacts {
  id: string;
  commit: Commit;
  version: number | null;
  contentHash: string | null;
}

const NODES = `SELECT id, execution_id AS "executionId", key, kind, definition->'needs' AS needs, status, attempt,
    (extract(epoch FROM finished_at - started_at) * 1000)::int AS "durationMs",
    CASE WHEN outputs <> '{}' THEN 'sha256:' || encode(sha256(convert_to(outputs::text, 'UTF8')), 'hex') END
      AS "outputsDigest"
  FROM node WHERE execution_id = ANY($1::uuid[]) ORDER BY position`;

const ARTIFACTS = `SELECT a.node_id AS "nodeId", n.key AS "nodeKey", a.name, a.digest
  FROM artifact a JOIN node n ON n.id = a.node_id WHERE a.execution_id = ANY($1::uuid[])
  ORDER BY a.created_at DESC, a.id DESC`;

const ORIGINS = `SELECT e.id, e.commit, v.version, v.content_hash AS "contentHash"
  FROM execution e LEFT JOIN pipeline_version v ON v.id = e.pipeline_version_id WHERE e.id = ANY($1::uuid[])`;

const NEXT = `SELECT definition FROM node WHERE execution_id = $1 AND definition->'needs' @> to_jsonb($2::text)
  ORDER BY position`;

/** Gathers the evidence before nodes as it is now. */
@Injectable()
export class EvidenceQueries {
  async before(tx: Tx, executionId: string, nodeKey: string): Promise<Evidence> {
    const [pack] = await this.packs(tx, [{ executionId, nodeKey }]);
    if (!pack) throw new Error('evidence of an execution that is not there');
    return pack;
  }

  /** The packs of many nodes, in the order asked, in as many statements as for one. */
  async packs(tx: Tx, targets: readonly EvidenceTarget[]): Promise<Evidence[]> {
    if (targets.length === 0) return [];
    const ids = [...new Set(targets.map(({ executionId }) => executionId))];
    const nodes = Map.groupBy(await tx.query<NodeFacts>(NODES, [ids]), ({ executionId }) => executionId);
    const artifacts = await tx.query<ArtifactFacts>(ARTIFACTS, [ids]);
    const origins = new Map((await tx.query<OriginFacts>(ORIGINS, [ids])).map((origin) => [origin.id, origin]));
    return targets.map(({ executionId, nodeKey }) => {
      const origin = origins.get(executionId);
      if (!origin) throw new Error('evidence of an execution that is not there');
      return packOf(origin, nodesBefore(nodes.get(executionId) ?? [], nodeKey), artifacts);
    });
  }

  /** What happens when the node is approved, in a sentence. */
  async effectOf(tx: Tx, executionId: string, nodeKey: string): Promise<string> {
    const rows = await tx.query<{ definition: NodeDefinition }>(NEXT, [executionId, nodeKey]);
    const next = rows.map(({ definition }) => sentenceOf(definition));
    return next.length > 0 ? `${next.join('; ')}.` : 'The execution goes on.';
  }
}

function nodesBefore(nodes: readonly NodeFacts[], nodeKey: string): NodeFacts[] {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const upstream = new Set(upstreamOf(nodeKey, byKey).map((node) => node.key));
  return nodes.filter((node) => upstream.has(node.key));
}

/** @param artifacts the newest first, of any execution */
function packOf(origin: OriginFacts, before: readonly NodeFacts[], artifacts: readonly ArtifactFacts[]): Evidence {
  const ids = new Set(before.map(({ id }) => id));
  const own = artifacts.filter(({ nodeId }) => ids.has(nodeId));
  const { version, contentHash } = origin;
  return {
    artifactDigest: own[0]?.digest ?? null,
    artifactName: own[0]?.name ?? null,
    commit: origin.commit,
    definition: version === null ? null : { version, digest: `sha256:${contentHash ?? ''}` },
    artifacts: own.map(({ nodeKey, name, digest }) => ({ nodeKey, name, digest })).toSorted(byPlace),
    nodes: before.map(({ key, kind, status, durationMs, attempt, outputsDigest }) => {
      return { key, kind, status, durationMs, attempt, outputsDigest };
    }),
  };
}

const placeOf = ({ nodeKey, name }: EvidenceArtifact): string => `${nodeKey}\0${name}`;
const byPlace = (a: EvidenceArtifact, b: EvidenceArtifact): number => (placeOf(a) < placeOf(b) ? -1 : 1);

function sentenceOf(node: NodeDefinition): string {
  if (node.kind === 'deploy') return `Deploys ${node.service} to ${node.environment}`;
  if (node.kind === 'promote') return `Promotes ${node.service} from ${node.from} to ${node.to}`;
  return `Runs ${node.name}`;
}
