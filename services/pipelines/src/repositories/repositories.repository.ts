import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';

export interface RepositoryRow {
  id: string;
  projectId: string;
  name: string;
  cloneUrl: string;
  defaultBranch: string;
  lastDeliveryAt: Date | null;
  createdAt: Date;
}

const COLUMNS = `id, project_id AS "projectId", name, clone_url AS "cloneUrl", default_branch AS "defaultBranch",
  last_delivery_at AS "lastDeliveryAt", created_at AS "createdAt"`;

/** Rows of repositories. A deleted one stays for its history and is found by nobody. */
@Injectable()
export class RepositoriesRepository {
  async find(tx: Tx, id: string): Promise<RepositoryRow | undefined> {
    return (
      await tx.query<RepositoryRow>(`SELECT ${COLUMNS} FROM repository WHERE id = $1 AND deleted_at IS NULL`, [id])
    )[0];
  }

  /** Also one that was disconnected. */
  async findEver(tx: Tx, id: string): Promise<(RepositoryRow & { isDeleted: boolean }) | undefined> {
    const sql = `SELECT ${COLUMNS}, deleted_at IS NOT NULL AS "isDeleted" FROM repository WHERE id = $1`;
    return (await tx.query<RepositoryRow & { isDeleted: boolean }>(sql, [id]))[0];
  }

  list(tx: Tx, before: string | undefined, limit: number): Promise<RepositoryRow[]> {
    return tx.query<RepositoryRow>(
      `SELECT ${COLUMNS} FROM repository WHERE deleted_at IS NULL AND ($1::uuid IS NULL OR id < $1) ORDER BY id DESC LIMIT $2`,
      [before ?? null, limit + 1],
    );
  }

  /** Resolves to undefined when the name is taken. */
  async insert(
    tx: Tx,
    row: Pick<RepositoryRow, 'id' | 'projectId' | 'name' | 'cloneUrl' | 'defaultBranch'>,
    sealedSecret: string,
  ): Promise<RepositoryRow | undefined> {
    const rows = await tx.query<RepositoryRow>(
      `INSERT INTO repository (id, org_id, project_id, name, clone_url, default_branch, hook_secret)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (org_id, name) WHERE deleted_at IS NULL DO NOTHING RETURNING ${COLUMNS}`,
      [row.id, tx.orgId, row.projectId, row.name, row.cloneUrl, row.defaultBranch, sealedSecret],
    );
    if (rows.length > 0)
      await tx.query('INSERT INTO hook_address (repository_id, org_id) VALUES ($1, $2)', [row.id, tx.orgId]);
    return rows[0];
  }

  async markDeleted(tx: Tx, id: string): Promise<boolean> {
    await tx.query('DELETE FROM hook_address WHERE repository_id = $1', [id]);
    const rows = await tx.query(
      'UPDATE repository SET deleted_at = clock_timestamp() WHERE id = $1 AND deleted_at IS NULL RETURNING id',
      [id],
    );
    return rows.length > 0;
  }

  /** The secret so far stays valid for `overlapHours`; one that was being rolled out before ends now. */
  async rotateSecret(tx: Tx, id: string, sealedSecret: string, overlapHours: number): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE repository SET previous_hook_secret = hook_secret, hook_secret = $2,
         previous_valid_until = clock_timestamp() + $3 * interval '1 hour'
       WHERE id = $1 AND deleted_at IS NULL RETURNING id`,
      [id, sealedSecret, overlapHours],
    );
    return rows.length > 0;
  }
}
