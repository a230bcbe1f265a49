import { Injectable } from '@nestjs/common';
import type { Actor } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import type { Tx } from '@throughline/platform';
import type { EvidenceKind, EvidenceStatus } from './reports/report.rules.js';

export interface NewEvidence {
  executionId: string;
  /** The node that published it; null for what came from outside. */
  nodeId: string | null;
  artifactId: string | null;
  kind: EvidenceKind;
  name: string;
  status: EvidenceStatus;
  summary: object;
  items: readonly object[];
  /** Why a report could not be read. */
  problem: string | null;
  /** What made the report: a scanner, a generator, a kind of test. */
  tool: string | null;
  url: string | null;
  /** `sha256:…` of the report itself. */
  sourceDigest: string | null;
}

export interface EvidenceRow extends Omit<NewEvidence, 'items' | 'nodeId'> {
  id: string;
  nodeKey: string | null;
  recordedBy: Actor;
  recordedAt: Date;
}

export const EVIDENCE_COLUMNS = `v.id, v.execution_id AS "executionId", n.key AS "nodeKey", v.artifact_id AS "artifactId", v.kind, v.name,
    v.status, v.summary, v.problem, v.tool, v.url, v.source_digest AS "sourceDigest", v.recorded_at AS "recordedAt",
    jsonb_build_object('userId', v.recorded_by_id, 'name', v.recorded_by_name) AS "recordedBy"`;
const FROM = 'FROM evidence v LEFT JOIN node n ON n.id = v.node_id';

/** Rows of evidence. What is said again about the same thing replaces what was said before. */
@Injectable()
export class EvidenceRepository {
  /** Resolves to the ids, in the given order. Of two that say the same thing, the later one stays. */
  async record(tx: Tx, given: readonly NewEvidence[], by: Actor): Promise<string[]> {
    if (given.length === 0) return [];
    const byKey = new Map(given.map((one) => [keyOf(one), { ...one, id: newId() }]));
    const rows = await tx.query<{ id: string } & Pick<NewEvidence, 'executionId' | 'kind' | 'name' | 'nodeId'>>(
      `INSERT INTO evidence AS v (id, org_id, execution_id, node_id, artifact_id, kind, name, status, summary, items, problem,
         tool, url, source_digest, recorded_by_id, recorded_by_name)
       SELECT id, $1, "executionId", "nodeId", "artifactId", kind, name, status, summary, items, problem, tool, url,
           "sourceDigest", $3, $4
         FROM jsonb_to_recordset($2::jsonb) AS d (id uuid, "executionId" uuid, "nodeId" uuid, "artifactId" uuid, kind text,
           name text, status text, summary jsonb, items jsonb, problem text, tool text, url text, "sourceDigest" text)
       ON CONFLICT (org_id, execution_id, kind, name, node_id) DO UPDATE SET artifact_id = excluded.artifact_id,
         status = excluded.status, summary = excluded.summary, items = excluded.items, problem = excluded.problem,
         tool = excluded.tool, url = excluded.url, source_digest = excluded.source_digest,
         recorded_by_id = excluded.recorded_by_id, recorded_by_name = excluded.recorded_by_name,
         recorded_at = clock_timestamp()
       RETURNING id, execution_id AS "executionId", kind, name, node_id AS "nodeId"`,
      [tx.orgId, JSON.stringify([...byKey.values()]), by.userId, by.name],
    );
    const ids = new Map(rows.map((row) => [keyOf(row), row.id]));
    return given.map((one) => ids.get(keyOf(one)) ?? '');
  }

  find(tx: Tx, ids: readonly string[]): Promise<EvidenceRow[]> {
    return tx.query<EvidenceRow>(`SELECT ${EVIDENCE_COLUMNS} ${FROM} WHERE v.id = ANY($1::uuid[]) ORDER BY v.id`, [
      ids,
    ]);
  }

  /** With the single things that the report lists. */
  async findWhole(tx: Tx, id: string): Promise<(EvidenceRow & { items: object[] }) | undefined> {
    const sql = `SELECT ${EVIDENCE_COLUMNS}, v.items ${FROM} WHERE v.id = $1`;
    return (await tx.query<EvidenceRow & { items: object[] }>(sql, [id]))[0];
  }

  list(tx: Tx, executionId: string, before: string | undefined, limit: number): Promise<EvidenceRow[]> {
    return tx.query<EvidenceRow>(
      `SELECT ${EVIDENCE_COLUMNS} ${FROM}
        WHERE v.execution_id = $1 AND ($2::uuid IS NULL OR v.id < $2) ORDER BY v.id DESC LIMIT $3`,
      [executionId, before ?? null, limit + 1],
    );
  }
}

const keyOf = (one: Pick<NewEvidence, 'executionId' | 'kind' | 'name' | 'nodeId'>): string =>
  JSON.stringify([one.executionId, one.kind, one.name, one.nodeId]);
