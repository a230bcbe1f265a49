import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { heldRole, type HeldRole, type RoleColumns, roleColumnsOf } from '../roles/held-role.js';

export interface KeyPerson {
  id: string;
  full_name: string;
  auth_epoch: number;
}

export interface KeyServiceAccount {
  id: string;
  name: string;
  role: HeldRole;
  auth_epoch: number;
}

/** Who stands behind a key, for a SystemTx: nobody, once they are gone or disabled, and then the key opens nothing. */
@Injectable()
export class KeyHoldersQueries {
  async person(tx: Tx, userId: string): Promise<KeyPerson | undefined> {
    const sql = 'SELECT id, full_name, auth_epoch FROM user_account WHERE id = $1 AND disabled_at IS NULL';
    return (await tx.query<KeyPerson>(sql, [userId]))[0];
  }

  async serviceAccount(tx: Tx, orgId: string, id: string): Promise<KeyServiceAccount | undefined> {
    const rows = await tx.query<Omit<KeyServiceAccount, 'role'> & RoleColumns>(
      `SELECT a.id, a.name, a.auth_epoch, ${roleColumnsOf('a')}
         FROM service_account a LEFT JOIN role r ON r.org_id = a.org_id AND r.id = a.role_id
        WHERE a.org_id = $1 AND a.id = $2 AND a.removed_at IS NULL AND a.disabled_at IS NULL`,
      [orgId, id],
    );
    return rows.map((row) => ({ ...row, role: heldRole(row) }))[0];
  }
}
