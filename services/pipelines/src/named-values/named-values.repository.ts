import type { Actor } from '@throughline/contracts';
import type { Tx } from '@throughline/platform';
import type { ValueLevel } from './value-level.rules.js';
import type { ValueTable } from './value-tables.js';

export interface ValueRow {
  id: string;
  level: ValueLevel;
  /** Null for one of the organization. */
  projectId: string | null;
  name: string;
  version: number;
  setByName: string;
  setAt: Date;
  createdAt: Date;
  /** Of a project: the organization has one of the name, in whose place this one is. */
  overrides: boolean;
  /** Of the organization: ids of projects that have their own of the name, 100 at most. */
  overriddenIn: string[];
}

/** One of a level: a route is for one level, and one of the other is not there for it. */
export interface ValueKey {
  id: string;
  level: ValueLevel;
}

/** A value on its way into a row, with who gave it. */
export interface NewVersion {
  id: string;
  /** As the row keeps it: a secret's is sealed. */
  value: string;
  by: Actor;
}

export interface ValueFilter {
  /** Those of this project and no others. */
  projectId: string | undefined;
  /** All that pipelines of this project can have. */
  availableTo: string | undefined;
  level: ValueLevel | undefined;
  before: string | undefined;
  limit: number;
}

/** Secrets or variables, and the versions of their values. */
export class NamedValuesRepository<More extends object> {
  private readonly select: string;

  constructor(private readonly kind: ValueTable) {
    const { table, more, isOf } = kind;
    this.select = `SELECT s.id, CASE WHEN s.project_id IS NULL THEN 'organization' ELSE 'project' END AS level,
        s.project_id AS "projectId", s.name, s.version, v.created_by_name AS "setByName", v.created_at AS "setAt",
        s.created_at AS "createdAt", ${more},
        s.project_id IS NOT NULL AND EXISTS (SELECT FROM ${table} o WHERE o.name = s.name AND o.project_id IS NULL
          AND o.deleted_at IS NULL AND ${isOf('o', 's.project_id')}) AS overrides,
        coalesce((SELECT jsonb_agg(o.project_id) FROM (SELECT o.project_id FROM ${table} o WHERE s.project_id IS NULL
          AND o.name = s.name AND o.project_id IS NOT NULL AND o.deleted_at IS NULL AND ${isOf('s', 'o.project_id')}
          ORDER BY o.project_id LIMIT 100) o), '[]') AS "overriddenIn"
      FROM ${table} s JOIN ${table}_version v ON v.org_id = s.org_id AND v.${table}_id = s.id AND v.version = s.version
      WHERE s.deleted_at IS NULL`;
  }

  /** Newest first; one more than `limit`. */
  list(tx: Tx, { projectId, availableTo, level, before, limit }: ValueFilter): Promise<(ValueRow & More)[]> {
    return tx.query(
      `${this.select} AND ($1::uuid IS NULL OR s.project_id = $1) AND ($2::uuid IS NULL OR ${this.kind.isOf('s', '$2')})
         AND ($3::text IS NULL OR (s.project_id IS NULL) = ($3 = 'organization')) AND ($4::uuid IS NULL OR s.id < $4)
       ORDER BY s.id DESC LIMIT $5`,
      [projectId ?? null, availableTo ?? null, level ?? null, before ?? null, limit + 1],
    );
  }

  async one(tx: Tx, id: string): Promise<(ValueRow & More) | undefined> {
    return (await tx.query<ValueRow & More>(`${this.select} AND s.id = $1`, [id]))[0];
  }

  /**
   * How many a project has, or the organization itself (null). Held until the transaction ends, so that the number cannot
   * grow beside it. Undefined for a project that there is not.
   */
  async lockOwner(tx: Tx, projectId: string | null): Promise<number | undefined> {
    const { table } = this.kind;
    if (projectId === null) {
      const key = `${table}:${tx.orgId ?? ''}`;
      await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
    } else {
      const locked = await tx.query('SELECT 1 FROM project WHERE id = $1 AND NOT archived FOR UPDATE', [projectId]);
      if (locked.length === 0) return undefined;
    }
    const rows = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${table} WHERE project_id IS NOT DISTINCT FROM $1 AND deleted_at IS NULL`,
      [projectId],
    );
    return rows[0]?.count;
  }

  /** False when there is one of the name at this level. */
  async insert(
    tx: Tx,
    row: { id: string; projectId: string | null; name: string },
    version: NewVersion,
  ): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO ${this.kind.table} (id, org_id, project_id, name, version) VALUES ($1, $2, $3, $4, 1)
       ON CONFLICT DO NOTHING RETURNING id`,
      [row.id, tx.orgId, row.projectId, row.name],
    );
    if (rows.length > 0) await this.addVersion(tx, row.id, 1, version);
    return rows.length > 0;
  }

  /**
   * The number of the new version. Undefined for one that is gone, and for one whose newest version is not `basedOn`,
   * where that is given: two at once come one after the other.
   */
  async raise(tx: Tx, key: ValueKey, version: NewVersion, basedOn?: number): Promise<number | undefined> {
    const rows = await tx.query<{ version: number }>(
      `UPDATE ${this.kind.table} SET version = version + 1 WHERE id = $1 AND (project_id IS NULL) = $2
         AND deleted_at IS NULL AND ($3::int IS NULL OR version = $3) RETURNING version`,
      [key.id, key.level === 'organization', basedOn ?? null],
    );
    if (rows[0]) await this.addVersion(tx, key.id, rows[0].version, version);
    return rows[0]?.version;
  }

  /** What was there; undefined for one that is gone. Its versions stay, for what was made with them. */
  async delete(tx: Tx, { id, level }: ValueKey): Promise<{ name: string; version: number } | undefined> {
    const rows = await tx.query<{ name: string; version: number }>(
      `UPDATE ${this.kind.table} SET deleted_at = clock_timestamp()
        WHERE id = $1 AND (project_id IS NULL) = $2 AND deleted_at IS NULL RETURNING name, version`,
      [id, level === 'organization'],
    );
    return rows[0];
  }

  private async addVersion(tx: Tx, ownerId: string, version: number, { id, value, by }: NewVersion): Promise<void> {
    const { table } = this.kind;
    await tx.query(
      `INSERT INTO ${table}_version (id, org_id, ${table}_id, version, value, created_by_id, created_by_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, tx.orgId, ownerId, version, value, by.userId, by.name],
    );
  }
}
