import { newId } from '@throughline/kernel';
import type { Tx } from '@throughline/platform';
import { notFound } from '../organizations/not-found.js';
import type { EnvironmentClass } from './environments.dto.js';

export interface EnvironmentRow {
  id: string;
  slug: string;
  name: string;
  class: EnvironmentClass;
  position: number;
  auto_rollback: boolean;
  created_at: Date;
}

type NewEnvironment = Omit<EnvironmentRow, 'id' | 'created_at'>;
type EnvironmentChange = Pick<EnvironmentRow, 'name' | 'position' | 'auto_rollback'>;

const COLUMNS = 'id, slug, name, class, position, auto_rollback, created_at';

/** Undefined when the slug is taken. */
export async function insertEnvironment(tx: Tx, one: NewEnvironment): Promise<EnvironmentRow | undefined> {
  const [row] = await tx.query<EnvironmentRow>(
    `INSERT INTO environment (id, org_id, slug, name, class, position, auto_rollback) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT ON CONSTRAINT environment_slug_key DO NOTHING RETURNING ${COLUMNS}`,
    [newId(), tx.orgId, one.slug, one.name, one.class, one.position, one.auto_rollback],
  );
  return row;
}

/** Rejects with `not_found`. */
export async function requireEnvironment(tx: Tx, id: string, lock: '' | 'FOR UPDATE' = ''): Promise<EnvironmentRow> {
  const [row] = await tx.query<EnvironmentRow>(`SELECT ${COLUMNS} FROM environment WHERE id = $1 ${lock}`, [id]);
  if (!row) throw notFound();
  return row;
}

export async function changeEnvironment(tx: Tx, id: string, change: EnvironmentChange): Promise<EnvironmentRow> {
  const [row] = await tx.query<EnvironmentRow>(
    `UPDATE environment SET name = $2, position = $3, auto_rollback = $4 WHERE id = $1 RETURNING ${COLUMNS}`,
    [id, change.name, change.position, change.auto_rollback],
  );
  if (!row) throw notFound();
  return row;
}

/** In the order of the way to production; `limit` + 1 rows after the cursor. */
export function listEnvironmentRows(
  tx: Tx,
  limit: number,
  after: { position: number; id: string } | undefined,
): Promise<EnvironmentRow[]> {
  return tx.query<EnvironmentRow>(
    `SELECT ${COLUMNS} FROM environment WHERE ($2::int IS NULL OR (position, id) > ($2, $3::uuid))
      ORDER BY position, id LIMIT $1`,
    [limit + 1, after?.position ?? null, after?.id ?? null],
  );
}

/** All environments in order: an organization has a handful. */
export function allEnvironments(tx: Tx): Promise<EnvironmentRow[]> {
  return tx.query<EnvironmentRow>(`SELECT ${COLUMNS} FROM environment ORDER BY position, id`);
}
