import { Injectable } from '@nestjs/common';
import type { StoredBlob, Tx } from '@throughline/platform';
import type { RetentionPreviewResponse } from './retention.dto.js';

/** An artifact that is gone. */
export interface RemovedArtifact extends StoredBlob {
  executionId: string;
}

/** What was removed of logs, and the execution to go on after; null at the end. */
export interface RemovedLogs {
  logs: number;
  cursor: string | null;
}

const AGO = "(clock_timestamp() - $1::int * interval '1 day')";

// An artifact is no younger than its execution's end, so that the index of its own time leads there.
const OLD = `FROM artifact a JOIN execution e ON e.id = a.execution_id
  WHERE a.created_at < ${AGO} AND e.finished_at < ${AGO}`;

// Whatever a deployment was asked with may be a release, which may be gone back to at any time.
const HELD = `(EXISTS (SELECT 1 FROM node d WHERE d.execution_id = e.id AND d.kind = 'deploy'
      AND d.definition->>'artifact' = a.name AND d.status NOT IN ('pending', 'skipped'))
    OR EXISTS (SELECT 1 FROM approval p WHERE p.execution_id = e.id AND p.state IN ('pending', 'changes_requested')))`;

const ARTIFACTS = `WITH old AS (SELECT a.id, a.digest, a.size_bytes, ${HELD} AS is_held ${OLD}),
  freed AS (SELECT digest, max(size_bytes) AS size_bytes FROM old o WHERE NOT is_held GROUP BY digest
    HAVING count(*) = (SELECT count(*) FROM artifact s WHERE s.digest = o.digest)
      AND NOT EXISTS (SELECT 1 FROM kept_files k WHERE k.digest = o.digest))
  SELECT count(*) FILTER (WHERE NOT is_held)::int AS artifacts, count(*) FILTER (WHERE is_held)::int AS "heldArtifacts",
    (SELECT coalesce(sum(size_bytes), 0)::float8 FROM freed) AS "artifactBytes" FROM old`;

const LOGS = `SELECT count(*)::int AS logs, coalesce(sum(n.log_bytes), 0)::float8 AS "logBytes"
  FROM execution e JOIN node n ON n.execution_id = e.id
  WHERE e.finished_at < ${AGO} AND n.log_lines > 0 AND EXISTS (SELECT 1 FROM node_log l WHERE l.node_id = n.id)`;

const REMOVE_ARTIFACTS = `DELETE FROM artifact WHERE id IN (
    SELECT a.id ${OLD} AND NOT ${HELD} ORDER BY a.created_at LIMIT $2 FOR UPDATE OF a SKIP LOCKED)
  RETURNING execution_id AS "executionId", digest, size_bytes::float8 AS "sizeBytes"`;

const NEXT_EXECUTIONS = `SELECT id, finished_at IS NOT NULL AND finished_at < ${AGO} AS "isOld" FROM execution
  WHERE ($2::uuid IS NULL OR id > $2) AND created_at < ${AGO} ORDER BY id LIMIT $3`;

const REMOVE_LOGS = `WITH gone AS (DELETE FROM node_log WHERE node_id IN (
    SELECT id FROM node WHERE execution_id = ANY($1::uuid[]) AND log_lines > 0) RETURNING node_id)
  SELECT count(DISTINCT node_id)::int AS count FROM gone`;

/** What is older than an organization keeps it. */
@Injectable()
export class ExpiredRepository {
  /** What would be removed, if things as old as this were; null removes nothing. */
  async preview(tx: Tx, artifactDays: number | null, logDays: number | null): Promise<RetentionPreviewResponse> {
    const none = { artifacts: 0, heldArtifacts: 0, artifactBytes: 0, logs: 0, logBytes: 0 };
    const [artifacts] = artifactDays === null ? [] : await tx.query<object>(ARTIFACTS, [artifactDays]);
    const [logs] = logDays === null ? [] : await tx.query<object>(LOGS, [logDays]);
    return { ...none, ...artifacts, ...logs };
  }

  /** The oldest, `limit` of them at most. Those that somebody is copying right now stay for the next time. */
  removeArtifacts(tx: Tx, days: number, limit: number): Promise<RemovedArtifact[]> {
    return tx.query<RemovedArtifact>(REMOVE_ARTIFACTS, [days, limit]);
  }

  /** Of the next executions after `cursor`, `limit` of them at most. The executions and their nodes stay. */
  async removeLogs(tx: Tx, days: number, cursor: string | null, limit: number): Promise<RemovedLogs> {
    const next = await tx.query<{ id: string; isOld: boolean }>(NEXT_EXECUTIONS, [days, cursor, limit]);
    const old = next.filter(({ isOld }) => isOld).map(({ id }) => id);
    const [gone] = old.length === 0 ? [] : await tx.query<{ count: number }>(REMOVE_LOGS, [old]);
    return { logs: gone?.count ?? 0, cursor: next.length < limit ? null : (next.at(-1)?.id ?? null) };
  }
}
