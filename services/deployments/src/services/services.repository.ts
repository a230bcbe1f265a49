import { newId } from '@throughline/kernel';
import type { Tx } from '@throughline/platform';
import { notFound } from '../organizations/not-found.js';

export interface ServiceRow {
  id: string;
  project_id: string;
  slug: string;
  name: string;
  run_command: string[];
  health_path: string;
  created_at: Date;
}

type NewService = Pick<ServiceRow, 'project_id' | 'slug' | 'name' | 'run_command' | 'health_path'>;
type ServiceChange = Pick<ServiceRow, 'name' | 'run_command' | 'health_path'>;

const COLUMNS = 'id, project_id, slug, name, run_command, health_path, created_at';

/** Undefined when the slug is taken. */
export async function insertService(tx: Tx, service: NewService): Promise<ServiceRow | undefined> {
  const [row] = await tx.query<ServiceRow>(
    `INSERT INTO service (id, org_id, project_id, slug, name, run_command, health_path) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT ON CONSTRAINT service_slug_key DO NOTHING RETURNING ${COLUMNS}`,
    [newId(), tx.orgId, service.project_id, service.slug, service.name, service.run_command, service.health_path],
  );
  return row;
}

/** Rejects with `not_found`. */
export async function requireService(tx: Tx, id: string, lock: '' | 'FOR UPDATE' = ''): Promise<ServiceRow> {
  const [row] = await tx.query<ServiceRow>(`SELECT ${COLUMNS} FROM service WHERE id = $1 ${lock}`, [id]);
  if (!row) throw notFound();
  return row;
}

export async function serviceBySlug(tx: Tx, slug: string): Promise<ServiceRow | undefined> {
  const [row] = await tx.query<ServiceRow>(`SELECT ${COLUMNS} FROM service WHERE slug = $1`, [slug]);
  return row;
}

export async function changeService(tx: Tx, id: string, change: ServiceChange): Promise<ServiceRow> {
  const [row] = await tx.query<ServiceRow>(
    `UPDATE service SET name = $2, run_command = $3, health_path = $4 WHERE id = $1 RETURNING ${COLUMNS}`,
    [id, change.name, change.run_command, change.health_path],
  );
  if (!row) throw notFound();
  return row;
}

/** Oldest first; `limit` + 1 rows after the id of the cursor. */
export function listServiceRows(tx: Tx, limit: number, after: string | undefined): Promise<ServiceRow[]> {
  return tx.query<ServiceRow>(
    `SELECT ${COLUMNS} FROM service WHERE ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $1`,
    [limit + 1, after ?? null],
  );
}
