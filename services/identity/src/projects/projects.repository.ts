import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';

export interface ProjectRow {
  id: string;
  slug: string;
  name: string;
  description: string;
  archived_at: Date | null;
  created_at: Date;
}

export interface ProjectFields {
  name: string;
  description: string;
  archived: boolean;
}

const COLUMNS = 'id, slug, name, description, archived_at, created_at';

@Injectable()
export class ProjectsRepository {
  /** Oldest first; one more than asked for. */
  list(tx: Tx, limit: number, after: string | undefined): Promise<ProjectRow[]> {
    return tx.query<ProjectRow>(
      `SELECT ${COLUMNS} FROM project WHERE org_id = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
      [tx.orgId, after ?? null, limit + 1],
    );
  }

  async find(tx: Tx, id: string): Promise<ProjectRow | undefined> {
    return (
      await tx.query<ProjectRow>(`SELECT ${COLUMNS} FROM project WHERE org_id = $1 AND id = $2`, [tx.orgId, id])
    )[0];
  }

  /** The project, locked until the transaction ends. */
  async lock(tx: Tx, id: string): Promise<ProjectRow | undefined> {
    const sql = `SELECT ${COLUMNS} FROM project WHERE org_id = $1 AND id = $2 FOR UPDATE`;
    return (await tx.query<ProjectRow>(sql, [tx.orgId, id]))[0];
  }

  /** Those that are not archived. */
  async countActive(tx: Tx): Promise<number> {
    const sql = 'SELECT count(*)::int AS projects FROM project WHERE org_id = $1 AND archived_at IS NULL';
    return (await tx.query<{ projects: number }>(sql, [tx.orgId]))[0]?.projects ?? 0;
  }

  /** The new row; undefined when the slug is taken. */
  async insert(tx: Tx, project: Pick<ProjectRow, 'id' | 'slug' | 'name' | 'description'>) {
    const rows = await tx.query<ProjectRow>(
      `INSERT INTO project (id, org_id, slug, name, description) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (org_id, slug) DO NOTHING RETURNING ${COLUMNS}`,
      [project.id, tx.orgId, project.slug, project.name, project.description],
    );
    return rows[0];
  }

  async update(tx: Tx, id: string, { name, description, archived }: ProjectFields): Promise<ProjectRow | undefined> {
    const rows = await tx.query<ProjectRow>(
      `UPDATE project SET name = $3, description = $4,
              archived_at = CASE WHEN $5 THEN coalesce(archived_at, clock_timestamp()) END
        WHERE org_id = $1 AND id = $2 RETURNING ${COLUMNS}`,
      [tx.orgId, id, name, description, archived],
    );
    return rows[0];
  }
}
