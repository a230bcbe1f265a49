import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { heldRole, type HeldRole, type RoleColumns, roleColumnsOf } from '../roles/held-role.js';

export interface ServiceAccountRow {
  id: string;
  name: string;
  description: string;
  role: HeldRole;
  auth_epoch: number;
  disabled_at: Date | null;
  created_by_name: string | null;
  created_at: Date;
  live_keys: number;
  last_used_at: Date | null;
}

export type ServiceAccountFields = Pick<ServiceAccountRow, 'name' | 'description' | 'role'> & { disabled: boolean };

const COLUMNS = `a.id, a.name, a.description, a.auth_epoch, a.disabled_at, a.created_by_name, a.created_at,
  ${roleColumnsOf('a')}`;
const SELECT = `
  SELECT ${COLUMNS}, k.live_keys, k.last_used_at
    FROM service_account a LEFT JOIN role r ON r.org_id = a.org_id AND r.id = a.role_id CROSS JOIN LATERAL (
      SELECT (count(*) FILTER (WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > clock_timestamp())))::int
               AS live_keys, max(last_used_at) AS last_used_at
        FROM api_key WHERE org_id = a.org_id AND service_account_id = a.id) k
   WHERE a.org_id = $1 AND a.removed_at IS NULL`;

/** Rows of service accounts. A removed one stays for what it did and is found by nobody. */
@Injectable()
export class ServiceAccountsRepository {
  /** Oldest first; one more than asked for. */
  async list(tx: Tx, limit: number, after: string | undefined): Promise<ServiceAccountRow[]> {
    const rows = await tx.query<Stored>(`${SELECT} AND ($2::uuid IS NULL OR a.id > $2) ORDER BY a.id LIMIT $3`, [
      tx.orgId,
      after ?? null,
      limit + 1,
    ]);
    return rows.map(toRow);
  }

  async find(tx: Tx, id: string): Promise<ServiceAccountRow | undefined> {
    return (await tx.query<Stored>(`${SELECT} AND a.id = $2`, [tx.orgId, id])).map(toRow)[0];
  }

  /** The account, locked until the transaction ends. */
  async lock(tx: Tx, id: string): Promise<ServiceAccountRow | undefined> {
    return (await tx.query<Stored>(`${SELECT} AND a.id = $2 FOR UPDATE OF a`, [tx.orgId, id])).map(toRow)[0];
  }

  /** False when the name is taken. */
  async insert(
    tx: Tx,
    account: Pick<ServiceAccountRow, 'id' | 'name' | 'description' | 'role' | 'created_by_name'>,
  ): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO service_account (id, org_id, name, description, role, role_id, created_by_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (org_id, name) WHERE removed_at IS NULL DO NOTHING RETURNING id`,
      [
        account.id,
        tx.orgId,
        account.name,
        account.description,
        account.role.rank,
        account.role.id,
        account.created_by_name,
      ],
    );
    return rows.length === 1;
  }

  /** Changes the locked account; false when another has the name. */
  async update(tx: Tx, id: string, { name, description, role, disabled }: ServiceAccountFields): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE service_account SET name = $3, description = $4, role = $5, role_id = $6,
              disabled_at = CASE WHEN $7 THEN coalesce(disabled_at, clock_timestamp()) END
        WHERE org_id = $1 AND id = $2 AND NOT EXISTS (
          SELECT 1 FROM service_account WHERE org_id = $1 AND name = $3 AND id <> $2 AND removed_at IS NULL)
        RETURNING id`,
      [tx.orgId, id, name, description, role.rank, role.id, disabled],
    );
    return rows.length === 1;
  }

  /** Lets go of its role, which may then be deleted. */
  async remove(tx: Tx, id: string): Promise<void> {
    await tx.query(
      'UPDATE service_account SET removed_at = clock_timestamp(), role_id = NULL WHERE org_id = $1 AND id = $2',
      [tx.orgId, id],
    );
  }
}

type Stored = Omit<ServiceAccountRow, 'role'> & RoleColumns;

const toRow = (row: Stored): ServiceAccountRow => ({ ...row, role: heldRole(row) });
