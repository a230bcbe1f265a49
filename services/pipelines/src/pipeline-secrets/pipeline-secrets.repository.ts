import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { NamedValuesRepository, type ValueKey } from '../named-values/named-values.repository.js';
import { SECRETS } from '../named-values/value-tables.js';

/** What a secret has beside a variable: the projects that it is kept to, null for all. */
interface OfSecret {
  projectIds: string[] | null;
}

/** Secrets, and the versions of their values. */
@Injectable()
export class PipelineSecretsRepository extends NamedValuesRepository<OfSecret> {
  constructor() {
    super(SECRETS);
  }

  /** Its values are gone at once: what still needs one of them ends in error. */
  override async delete(tx: Tx, key: ValueKey): Promise<{ name: string; version: number } | undefined> {
    const deleted = await super.delete(tx, key);
    if (deleted)
      await tx.query('UPDATE pipeline_secret_version SET value = NULL WHERE pipeline_secret_id = $1', [key.id]);
    return deleted;
  }

  /**
   * Keeps a secret of the organization to projects, or to none of them in particular (null). False for one that is gone;
   * two at once come one after the other.
   */
  async restrict(tx: Tx, id: string, projectIds: readonly string[] | null): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE pipeline_secret SET is_restricted = $2 WHERE id = $1 AND project_id IS NULL AND deleted_at IS NULL RETURNING id`,
      [id, projectIds !== null],
    );
    if (rows.length === 0) return false;
    await tx.query('DELETE FROM pipeline_secret_project WHERE pipeline_secret_id = $1', [id]);
    await tx.query(
      `INSERT INTO pipeline_secret_project (org_id, pipeline_secret_id, project_id)
       SELECT $1, $2, id FROM unnest($3::uuid[]) AS g (id)`,
      [tx.orgId, id, projectIds ?? []],
    );
    return true;
  }

  /** Whether all of them are projects of the organization. */
  async areProjects(tx: Tx, ids: readonly string[]): Promise<boolean> {
    const rows = await tx.query('SELECT 1 FROM project WHERE id = ANY($1::uuid[])', [ids]);
    return rows.length === new Set(ids).size;
  }
}
