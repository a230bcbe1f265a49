import { Injectable } from '@nestjs/common';
import type { StoredBlob, Tx } from '@throughline/platform';

/** Longer than an upload may take between its digest being known and its artifact being there. */
const CLAIM_MINUTES = 60;

export interface DueBlob {
  orgId: string;
  digest: string;
}

/** Which content an organization has. Artifacts and kept files name it; what none names is swept. */
@Injectable()
export class BlobsRepository {
  /** Before content is stored: for an hour from now it is not swept, also when it is there already. */
  async claim(tx: Tx, { digest, sizeBytes }: StoredBlob): Promise<void> {
    await tx.query(
      `INSERT INTO blob AS b (org_id, digest, size_bytes, claimed_until, due_at)
       SELECT $1, $2, $3, until, until FROM (SELECT clock_timestamp() + $4 * interval '1 minute' AS until) AS c
       ON CONFLICT (org_id, digest) DO UPDATE SET claimed_until = excluded.claimed_until,
         due_at = CASE WHEN b.due_at IS NULL THEN NULL ELSE excluded.due_at END`,
      [tx.orgId, digest, sizeBytes, CLAIM_MINUTES],
    );
  }

  /** With the artifact that names it. */
  async use(tx: Tx, digest: string): Promise<void> {
    await tx.query('UPDATE blob SET due_at = NULL WHERE digest = $1', [digest]);
  }

  /** With the end of an artifact: the content is swept unless another one names it, or will in a moment. */
  release(tx: Tx, blob: StoredBlob): Promise<void> {
    return this.releaseAll(tx, [blob]);
  }

  /** As `release`, of any number of artifacts. */
  async releaseAll(tx: Tx, blobs: readonly StoredBlob[]): Promise<void> {
    if (blobs.length === 0) return;
    // In one order for all, so that two that release the same wait for each other and no more.
    await tx.query(
      `INSERT INTO blob AS b (org_id, digest, size_bytes, due_at)
       SELECT $1, digest, max(size_bytes), clock_timestamp() FROM unnest($2::text[], $3::bigint[]) AS d (digest, size_bytes)
         GROUP BY digest ORDER BY digest
       ON CONFLICT (org_id, digest) DO UPDATE SET due_at = greatest(excluded.due_at, b.claimed_until)`,
      [tx.orgId, blobs.map(({ digest }) => digest), blobs.map(({ sizeBytes }) => sizeBytes)],
    );
  }

  /** Some of those that nothing may name. In a SystemTx. */
  due(tx: Tx, limit: number): Promise<DueBlob[]> {
    return tx.query<DueBlob>(
      'SELECT org_id AS "orgId", digest FROM blob WHERE due_at <= clock_timestamp() ORDER BY due_at LIMIT $1',
      [limit],
    );
  }

  /**
   * Locks a blob that is due until the end of the transaction, so that whoever wants to store the content waits; false
   * when it is not due any more, or somebody else is at it.
   */
  async lockDue(tx: Tx, digest: string): Promise<boolean> {
    const rows = await tx.query(
      'SELECT 1 FROM blob WHERE digest = $1 AND due_at <= clock_timestamp() FOR UPDATE SKIP LOCKED',
      [digest],
    );
    return rows.length > 0;
  }

  async isNamed(tx: Tx, digest: string): Promise<boolean> {
    const names = ['artifact', 'kept_files'].map((table) => `(SELECT 1 FROM ${table} WHERE digest = $1 LIMIT 1)`);
    return (await tx.query(names.join(' UNION ALL '), [digest])).length > 0;
  }

  async forget(tx: Tx, digest: string): Promise<void> {
    await tx.query('DELETE FROM blob WHERE digest = $1', [digest]);
  }
}
