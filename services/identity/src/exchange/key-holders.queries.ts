import { Injectable } from '@nestjs/common';
import type { Role } from '@throughline/contracts';
import type { Tx } from '@throughline/platform';

export interface KeyPerson {
  id: string;
  full_name: string;
  auth_epoch: number;
}

export interface KeyServiceAccount {
  id: string;
  name: string;
  role: Role;
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
    const sql = `SELECT id, name, role, auth_epoch FROM service_account
                  WHERE org_id = $1 AND id = $2 AND removed_at IS NULL AND disabled_at IS NULL`;
    return (await tx.query<KeyServiceAccount>(sql, [orgId, id]))[0];
  }
}
