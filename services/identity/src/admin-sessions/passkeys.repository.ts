import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';

export interface PasskeyRow {
  id: string;
  user_id: string;
  credential_id: string;
  public_key: Buffer;
  counter: string;
  transports: string[];
  name: string;
  is_backed_up: boolean;
  created_at: Date;
  last_used_at: Date | null;
}

export type NewPasskey = Pick<
  PasskeyRow,
  'id' | 'user_id' | 'credential_id' | 'transports' | 'name' | 'is_backed_up'
> & {
  public_key: Buffer;
  counter: number;
};

@Injectable()
export class PasskeysRepository {
  /** Undefined when somebody has this credential already. */
  async insert(tx: Tx, passkey: NewPasskey): Promise<PasskeyRow | undefined> {
    const { id, user_id, credential_id, public_key, counter, transports, name, is_backed_up } = passkey;
    const rows = await tx.query<PasskeyRow>(
      `INSERT INTO passkey (id, user_id, credential_id, public_key, counter, transports, name, is_backed_up)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (credential_id) DO NOTHING RETURNING *`,
      [id, user_id, credential_id, public_key, counter, transports, name, is_backed_up],
    );
    return rows[0];
  }

  /** The person's passkeys, oldest first. */
  ofPerson(tx: Tx, userId: string): Promise<PasskeyRow[]> {
    return tx.query<PasskeyRow>('SELECT * FROM passkey WHERE user_id = $1 ORDER BY id', [userId]);
  }

  /** The same, locked against another change of their number until the transaction ends. */
  async lockOfPerson(tx: Tx, userId: string): Promise<PasskeyRow[]> {
    await tx.query('SELECT id FROM user_account WHERE id = $1 FOR UPDATE', [userId]);
    return this.ofPerson(tx, userId);
  }

  /** Notes a use; false when another use has counted further meanwhile. Authenticators without a counter stay at 0. */
  async use(tx: Tx, passkey: PasskeyRow, counter: number): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE passkey SET counter = $2, last_used_at = clock_timestamp()
        WHERE id = $1 AND counter = $3 RETURNING id`,
      [passkey.id, counter, passkey.counter],
    );
    return rows.length === 1;
  }

  async delete(tx: Tx, id: string): Promise<void> {
    await tx.query('DELETE FROM passkey WHERE id = $1', [id]);
  }
}
