import { Injectable } from '@nestjs/common';
import type { Role } from '@throughline/contracts';
import type { Tx } from '@throughline/platform';

export interface ServiceAccountRow {
  id: string;
  name: string;
  description: string;
  role: Role;
  auth_epoch: number;
  disabled_at: Date | null;
  created_by_name: string | null;
  created_at: Date;
  live_keys: number;
  last_used_at: Date | null;
}

export type ServiceAccountFields = Pick<ServiceAccountRow, 'name' | 'description' | 'role'> & { disabled: boolean };

const COLUMNS = `a.id, a.name, a.description, a.role, a.auth_epoch, a.disabled_at, a.created_by_name, a.created_at`;
const SELECT = `
  SELECT ${COLUMNS}, k.live_keys, k.last_used_at
    FROM service_account a CROSS JOIN LATERAL (
      SELECT (count(*) FILTER (WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > clock_timestamp())))::int
               AS live_keys, max(last_used_at) AS last_used_at
        FROM api_key WHERE org_id = a.org_id AND service_account_id = a.id) k
   WHERE a.org_id = $1 AND a.removed_at IS NULL`;

/** Rows of service accounts. A removed one stays for what it did and is found by nobody. */
@Injectable()
export class ServiceAccountsRepository {
  /** Oldest first; one more than asked for. */
  list(tx: Tx, limit: number, after: string | undefined): Promise<ServiceAccountRow[]> {
    return tx.query<ServiceAccountRow>(`${SELECT} AND ($2::uuid IS NULL OR a.id > $2) ORDER BY a.id LIMIT $3`, [
      tx.orgId,
      after ?? null,
      limit + 1,
    ]);
  }

  async find(tx: Tx, id: string): Promise<ServiceAccountRow | undefined> {
    return (await tx.query<ServiceAccountRow>(`${SELECT} AND a.id = $2`, [tx.orgId, id]))[0];
  }

  /** The account, locked until the transaction ends. */
  async lock(tx: Tx, id: string): Promise<ServiceAccountRow | undefined> {
    return (await tx.query<ServiceAccountRow>(`${SELECT} AND a.id = $2 FOR UPDATE OF a`, [tx.orgId, id]))[0];
  }

  /** False when the name is taken. */
  async insert(
    tx: Tx,
    account: Pick<ServiceAccountRow, 'id' | 'name' | 'description' | 'role' | 'created_by_name'>,
  ): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO service_account (id, org_id, name, description, role, created_by_name) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (org_id, name) WHERE removed_at IS NULL DO NOTHING RETURNING id`,
      [account.id, tx.orgId, account.name, account.description, account.role, account.created_by_name],
    );
    return rows.length === 1;
  }

  /** Changes the locked account; false when another has the name. */
  async update(tx: Tx, id: string, { name, description, role, disabled }: ServiceAccountFields): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE service_account SET name = $3, description = $4, role = $5,
              disabled_at = CASE WHEN $6 THEN coalesce(disabled_at, clock_timestamp()) END
        WHERE org_id = $1 AND id = $2 AND NOT EXISTS (
          SELECT 1 FROM service_account WHERE org_id = $1 AND name = $3 AND id <> $2 AND removed_at IS NULL)
        RETURNING id`,
      [tx.orgId, id, name, description, role, disabled],
    );
    return rows.length === 1;
  }

  /** The next number of what the account may do. */
  async nextEpoch(tx: Tx, id: string): Promise<number> {
    const rows = await tx.query<{ auth_epoch: number }>(
      'UPDATE service_account SET auth_epoch = auth_epoch + 1 WHERE org_id = $1 AND id = $2 RETURNING auth_epoch',
      [tx.orgId, id],
    );
    return rows[0]?.auth_epoch ?? 1;
  }

  async remove(tx: Tx, id: string): Promise<void> {
    await tx.query('UPDATE service_account SET removed_at = clock_timestamp() WHERE org_id = $1 AND id = $2', [
      tx.orgId,
      id,
    ]);
  }
}
