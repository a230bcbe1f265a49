import { Injectable } from '@nestjs/common';
import type { Actor } from '@throughline/contracts';
import type { Tx } from '@throughline/platform';
import type { PipelineSecretResponse } from './pipeline-secrets.dto.js';

export type SecretRow = Omit<PipelineSecretResponse, 'setAt' | 'createdAt'> & { setAt: Date; createdAt: Date };

/** A value on its way into a row, with who gave it. */
export interface NewVersion {
  id: string;
  sealed: string;
  by: Actor;
}

const SECRETS = `SELECT s.id, s.project_id AS "projectId", s.name, s.version, v.created_by_name AS "setByName",
    v.created_at AS "setAt", s.created_at AS "createdAt"
  FROM pipeline_secret s JOIN pipeline_secret_version v
    ON v.org_id = s.org_id AND v.pipeline_secret_id = s.id AND v.version = s.version
  WHERE s.deleted_at IS NULL`;

/** Secrets of projects and the versions of their values. */
@Injectable()
export class PipelineSecretsRepository {
  /** Newest first; one more than `limit`. */
  list(
    tx: Tx,
    { projectId, before, limit }: { projectId: string | undefined; before: string | undefined; limit: number },
  ): Promise<SecretRow[]> {
    return tx.query<SecretRow>(
      `${SECRETS} AND ($1::uuid IS NULL OR s.project_id = $1) AND ($2::uuid IS NULL OR s.id < $2)
       ORDER BY s.id DESC LIMIT $3`,
      [projectId ?? null, before ?? null, limit + 1],
    );
  }

  async one(tx: Tx, id: string): Promise<SecretRow | undefined> {
    return (await tx.query<SecretRow>(`${SECRETS} AND s.id = $1`, [id]))[0];
  }

  /** Held until the transaction ends, so that the number of a project's secrets cannot grow beside it. */
  async lockProject(tx: Tx, projectId: string): Promise<{ secrets: number } | undefined> {
    const locked = await tx.query('SELECT 1 FROM project WHERE id = $1 AND NOT archived FOR UPDATE', [projectId]);
    if (locked.length === 0) return undefined;
    const rows = await tx.query<{ secrets: number }>(
      'SELECT count(*)::int AS secrets FROM pipeline_secret WHERE project_id = $1 AND deleted_at IS NULL',
      [projectId],
    );
    return rows[0];
  }

  /** False when the project has one of the name. */
  async insert(tx: Tx, secret: { id: string; projectId: string; name: string }, version: NewVersion): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO pipeline_secret (id, org_id, project_id, name, version) VALUES ($1, $2, $3, $4, 1)
       ON CONFLICT (org_id, project_id, name) WHERE deleted_at IS NULL DO NOTHING RETURNING id`,
      [secret.id, tx.orgId, secret.projectId, secret.name],
    );
    if (rows.length > 0) await this.addVersion(tx, secret.id, 1, version);
    return rows.length > 0;
  }

  /** The number of the new version; undefined for a secret that is gone. Two at once come one after the other. */
  async raise(tx: Tx, id: string, version: NewVersion): Promise<number | undefined> {
    const rows = await tx.query<{ version: number }>(
      'UPDATE pipeline_secret SET version = version + 1 WHERE id = $1 AND deleted_at IS NULL RETURNING version',
      [id],
    );
    if (rows[0]) await this.addVersion(tx, id, rows[0].version, version);
    return rows[0]?.version;
  }

  /** Its values are gone at once: what still needs one of them ends in error. */
  async erase(tx: Tx, id: string): Promise<{ name: string; version: number } | undefined> {
    const rows = await tx.query<{ name: string; version: number }>(
      'UPDATE pipeline_secret SET deleted_at = clock_timestamp() WHERE id = $1 AND deleted_at IS NULL RETURNING name, version',
      [id],
    );
    await tx.query('UPDATE pipeline_secret_version SET value = NULL WHERE pipeline_secret_id = $1', [id]);
    return rows[0];
  }

  private async addVersion(tx: Tx, secretId: string, version: number, { id, sealed, by }: NewVersion): Promise<void> {
    await tx.query(
      `INSERT INTO pipeline_secret_version (id, org_id, pipeline_secret_id, version, value, created_by_id, created_by_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, tx.orgId, secretId, version, sealed, by.userId, by.name],
    );
  }
}
