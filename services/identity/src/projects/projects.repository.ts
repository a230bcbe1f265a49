import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { PROJECT_COLUMNS, type ProjectRow } from './project.row.js';
import type { RepositoryColumns } from './project-repository.js';

export type ProjectFields = RepositoryColumns & Pick<ProjectRow, 'name' | 'description'> & { archived: boolean };

const repositoryValues = (row: RepositoryColumns): unknown[] => [
  row.repository_url,
  row.provider,
  row.repository_owner,
  row.repository_name,
  row.default_branch,
  row.is_private,
];

@Injectable()
export class ProjectsRepository {
  /** Oldest first; one more than asked for. */
  list(tx: Tx, limit: number, after: string | undefined): Promise<ProjectRow[]> {
    return tx.query<ProjectRow>(
      `SELECT ${PROJECT_COLUMNS} FROM project WHERE org_id = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
      [tx.orgId, after ?? null, limit + 1],
    );
  }

  async find(tx: Tx, id: string): Promise<ProjectRow | undefined> {
    const sql = `SELECT ${PROJECT_COLUMNS} FROM project WHERE org_id = $1 AND id = $2`;
    return (await tx.query<ProjectRow>(sql, [tx.orgId, id]))[0];
  }

  /** The project, locked until the transaction ends. */
  async lock(tx: Tx, id: string): Promise<ProjectRow | undefined> {
    const sql = `SELECT ${PROJECT_COLUMNS} FROM project WHERE org_id = $1 AND id = $2 FOR UPDATE`;
    return (await tx.query<ProjectRow>(sql, [tx.orgId, id]))[0];
  }

  /** Those that are not archived. */
  async countActive(tx: Tx): Promise<number> {
    const sql = 'SELECT count(*)::int AS projects FROM project WHERE org_id = $1 AND archived_at IS NULL';
    return (await tx.query<{ projects: number }>(sql, [tx.orgId]))[0]?.projects ?? 0;
  }

  /** The new row; undefined when the slug is taken. */
  async insert(tx: Tx, project: RepositoryColumns & Pick<ProjectRow, 'id' | 'slug' | 'name' | 'description'>) {
    const rows = await tx.query<ProjectRow>(
      `INSERT INTO project (id, org_id, slug, name, description, repository_url, provider, repository_owner,
         repository_name, default_branch, is_private)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       ON CONFLICT (org_id, slug) DO NOTHING RETURNING ${PROJECT_COLUMNS}`,
      [project.id, tx.orgId, project.slug, project.name, project.description, ...repositoryValues(project)],
    );
    return rows[0];
  }

  async update(tx: Tx, id: string, fields: ProjectFields): Promise<ProjectRow | undefined> {
    const rows = await tx.query<ProjectRow>(
      `UPDATE project SET name = $3, description = $4,
              archived_at = CASE WHEN $5 THEN coalesce(archived_at, clock_timestamp()) END, repository_url = $6,
              provider = $7, repository_owner = $8, repository_name = $9, default_branch = $10, is_private = $11
        WHERE org_id = $1 AND id = $2 RETURNING ${PROJECT_COLUMNS}`,
      [tx.orgId, id, fields.name, fields.description, fields.archived, ...repositoryValues(fields)],
    );
    return rows[0];
  }

  async delete(tx: Tx, id: string): Promise<void> {
    await tx.query('DELETE FROM project WHERE org_id = $1 AND id = $2', [tx.orgId, id]);
  }
}
