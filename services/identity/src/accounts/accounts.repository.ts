import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';

export interface NewAccount {
  id: string;
  email: string;
  full_name: string;
  password_hash: string;
}

export interface AccountRow extends NewAccount {
  /** Since when nobody signs in with it. */
  disabled_at: Date | null;
}

const COLUMNS = 'id, email, full_name, password_hash, disabled_at';

/** Accounts; the address of each is verified. */
@Injectable()
export class AccountsRepository {
  /** False when the address is taken. */
  async insert(tx: Tx, account: NewAccount): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO user_account (id, email, full_name, password_hash) VALUES ($1, $2, $3, $4)
       ON CONFLICT (email) DO NOTHING RETURNING id`,
      [account.id, account.email, account.full_name, account.password_hash],
    );
    return rows.length === 1;
  }

  async byEmail(tx: Tx, email: string): Promise<AccountRow | undefined> {
    return (await tx.query<AccountRow>(`SELECT ${COLUMNS} FROM user_account WHERE email = $1`, [email]))[0];
  }

  async byId(tx: Tx, id: string): Promise<AccountRow | undefined> {
    return (await tx.query<AccountRow>(`SELECT ${COLUMNS} FROM user_account WHERE id = $1`, [id]))[0];
  }

  async setPassword(tx: Tx, id: string, passwordHash: string): Promise<void> {
    await tx.query('UPDATE user_account SET password_hash = $2 WHERE id = $1', [id, passwordHash]);
  }

  /** False when the address is somebody else's by now. */
  async setEmail(tx: Tx, id: string, email: string): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE user_account SET email = $2 WHERE id = $1
          AND NOT EXISTS (SELECT 1 FROM user_account WHERE email = $2 AND id <> $1) RETURNING id`,
      [id, email],
    );
    return rows.length === 1;
  }

  async setName(tx: Tx, id: string, fullName: string): Promise<void> {
    await tx.query('UPDATE user_account SET full_name = $2 WHERE id = $1', [id, fullName]);
  }
}
