import type { Commit } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import type { Tx } from '@throughline/platform';
import { createHash } from 'node:crypto';
import { notFound } from '../organizations/not-found.js';

export interface ReleaseRow {
  id: string;
  service_id: string;
  version: string;
  artifact_digest: string;
  /** bigint comes as text. */
  artifact_size_bytes: string;
  run_command: string[];
  health_path: string;
  execution_id: string | null;
  commit: Commit;
  created_at: Date;
}

export interface NewRelease {
  serviceId: string;
  version: string;
  artifactDigest: string;
  artifactSizeBytes: number;
  run: { command: readonly string[]; healthPath: string };
  executionId: string | null;
  commit: Commit;
}

const COLUMNS = `id, service_id, version, artifact_digest, artifact_size_bytes, run_command, health_path, execution_id,
  commit, created_at`;

/** The release of this version, artifact and way to run: the one that exists, else a new one. It never changes. */
export async function freezeRelease(tx: Tx, release: NewRelease): Promise<ReleaseRow> {
  const { serviceId, version, artifactDigest, artifactSizeBytes, run, executionId, commit } = release;
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([version, artifactDigest, run]))
    .digest('hex');
  await tx.query(
    `INSERT INTO release (id, org_id, service_id, version, artifact_digest, artifact_size_bytes, run_command,
       health_path, execution_id, commit, fingerprint)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (org_id, service_id, fingerprint) DO NOTHING`,
    [
      newId(),
      tx.orgId,
      serviceId,
      version,
      artifactDigest,
      artifactSizeBytes,
      run.command,
      run.healthPath,
      executionId,
      JSON.stringify(commit),
      fingerprint,
    ],
  );
  const [row] = await tx.query<ReleaseRow>(
    `SELECT ${COLUMNS} FROM release WHERE service_id = $1 AND fingerprint = $2`,
    [serviceId, fingerprint],
  );
  if (!row) throw new Error('a release that was just written is not there');
  return row;
}

/** Rejects with `not_found`. */
export async function requireRelease(tx: Tx, id: string): Promise<ReleaseRow> {
  const [row] = await tx.query<ReleaseRow>(`SELECT ${COLUMNS} FROM release WHERE id = $1`, [id]);
  if (!row) throw notFound();
  return row;
}

/** Newest first; `limit` + 1 rows before the id of the cursor. */
export function listReleaseRows(
  tx: Tx,
  page: { limit: number; before: string | undefined; serviceId: string | undefined },
): Promise<ReleaseRow[]> {
  return tx.query<ReleaseRow>(
    `SELECT ${COLUMNS} FROM release
      WHERE ($2::uuid IS NULL OR id < $2) AND ($3::uuid IS NULL OR service_id = $3) ORDER BY id DESC LIMIT $1`,
    [page.limit + 1, page.before ?? null, page.serviceId ?? null],
  );
}
