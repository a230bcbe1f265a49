import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import { anyOf, combinedRead, type StoredBlob, type Tx } from '@throughline/platform';
import { KEPT_DAYS } from './keep-files.js';
import type { RepeatedNode } from './restored-steps.graph.js';

/** What a job is told of files that its step has to find; docs/runner-protocol.md describes it. */
export interface RestoredFiles {
  id: string;
  nodeKey: string;
  executionNumber: number;
  digest: string;
}

interface Attempt {
  nodeId: string;
  attempt: number;
}

export interface OldFiles {
  orgId: string;
  id: string;
}

const NODES = `SELECT key, kind, definition->'needs' AS needs, status, copied_from AS "copiedFrom", finished_at AS "finishedAt"
  FROM node WHERE execution_id = $1 ORDER BY position`;

const OF_STEPS = `SELECT k.id, n.key AS "nodeKey", e.number AS "executionNumber", k.digest
  FROM unnest($1::uuid[]) WITH ORDINALITY AS s (node_id, at) JOIN kept_files k ON k.node_id = s.node_id
  JOIN node n ON n.id = k.node_id JOIN execution e ON e.id = n.execution_id
  WHERE k.digest IS NOT NULL ORDER BY s.at, k.attempt`;

/** What steps have left in their workspaces: a row for each attempt of which it is known. */
@Injectable()
export class KeptFilesRepository {
  /**
   * Notes what an attempt has left; without content it has changed nothing.
   * @returns the content that it was said to have left before, where that was another one
   */
  async note(
    tx: Tx,
    { nodeId, attempt }: Attempt,
    { content, leftOut }: { content: StoredBlob | null; leftOut: number },
  ): Promise<StoredBlob | undefined> {
    const digest = content?.digest ?? null;
    const replaced = await tx.query<StoredBlob>(
      `SELECT digest, size_bytes::float8 AS "sizeBytes" FROM kept_files
       WHERE node_id = $1 AND attempt = $2 AND digest IS NOT NULL AND digest IS DISTINCT FROM $3`,
      [nodeId, attempt, digest],
    );
    await tx.query(
      `INSERT INTO kept_files (id, org_id, node_id, attempt, digest, size_bytes, left_out)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (org_id, node_id, attempt) DO UPDATE SET digest = $5, size_bytes = $6, left_out = $7`,
      [newId(), tx.orgId, nodeId, attempt, digest, content?.sizeBytes ?? 0, leftOut],
    );
    return replaced[0];
  }

  nodes(tx: Tx, executionId: string): Promise<RepeatedNode[]> {
    return tx.query<RepeatedNode>(NODES, [executionId]);
  }

  /** What nodes have left, in the order of the nodes and their attempts, without what changed nothing. */
  ofNodes(tx: Tx, nodeIds: readonly string[]): Promise<RestoredFiles[]> {
    return tx.query<RestoredFiles>(OF_STEPS, [nodeIds]);
  }

  /** The keys of nodes of an execution of which everything is kept that they left, in each of their attempts. */
  readonly completeKeys = combinedRead<ReadonlySet<string>>(async (tx, executionIds) => {
    const rows = await tx.query<{ executionId: string; key: string }>(
      `SELECT n.execution_id AS "executionId", n.key FROM node n
         JOIN kept_files k ON k.node_id = coalesce(n.copied_from, n.id) AND k.left_out = 0
       WHERE n.execution_id = ${anyOf('$1')} GROUP BY n.execution_id, n.key, n.attempt HAVING count(*) >= n.attempt`,
      [executionIds],
    );
    const of = Map.groupBy(rows, ({ executionId }) => executionId);
    return new Map([...of].map(([id, found]) => [id, new Set(found.map(({ key }) => key))]));
  }, new Set<string>());

  /** Some of those that are too old. In a SystemTx. */
  old(tx: Tx, limit: number): Promise<OldFiles[]> {
    return tx.query<OldFiles>(
      `SELECT org_id AS "orgId", id FROM kept_files WHERE created_at < clock_timestamp() - $1 * interval '1 day'
       ORDER BY created_at LIMIT $2`,
      [KEPT_DAYS, limit],
    );
  }

  /** Resolves to the content of what was there. */
  async remove(tx: Tx, ids: readonly string[]): Promise<StoredBlob[]> {
    return tx.query<StoredBlob>(
      `WITH gone AS (DELETE FROM kept_files WHERE id = ANY($1::uuid[]) RETURNING digest, size_bytes)
       SELECT DISTINCT digest, size_bytes::float8 AS "sizeBytes" FROM gone WHERE digest IS NOT NULL ORDER BY digest`,
      [ids],
    );
  }
}
