import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';

export interface AccountRow {
  id: string;
  email: string;
  full_name: string;
  password_hash: string;
}

@Injectable()
export class AccountsRepository {
  /** False when the address is taken. */
  async insert(tx: Tx, account: AccountRow): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO user_account (id, email, full_name, password_hash) VALUES ($1, $2, $3, $4)
       ON CONFLICT (email) DO NOTHING RETURNING id`,
      [account.id, account.email, account.full_name, account.password_hash],
    );
    return rows.length === 1;
  }

  async byEmail(tx: Tx, email: string): Promise<AccountRow | undefined> {
    const rows = await tx.query<AccountRow>(
      'SELECT id, email, full_name, password_hash FROM user_account WHERE email = $1',
      [email],
    );
    return rows[0];
  }
}
