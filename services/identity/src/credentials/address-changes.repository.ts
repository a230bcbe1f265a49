import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';

@Injectable()
export class AddressChangesRepository {
  /** For 24 hours, in place of one that the person asked for before. */
  async put(tx: Tx, change: { id: string; userId: string; email: string; tokenHash: Buffer }): Promise<void> {
    await tx.query(
      `INSERT INTO address_change (id, user_id, email, token_hash, expires_at)
       VALUES ($1, $2, $3, $4, clock_timestamp() + interval '24 hours')
       ON CONFLICT (user_id) DO UPDATE SET id = $1, email = $3, token_hash = $4, created_at = clock_timestamp(),
         expires_at = clock_timestamp() + interval '24 hours'`,
      [change.id, change.userId, change.email, change.tokenHash],
    );
  }

  /** The change of the token, taken away: it works once. Undefined when it is over or never was. */
  async take(tx: Tx, tokenHash: Buffer): Promise<{ userId: string; email: string } | undefined> {
    const rows = await tx.query<{ user_id: string; email: string }>(
      `DELETE FROM address_change WHERE token_hash = $1 AND expires_at > clock_timestamp() RETURNING user_id, email`,
      [tokenHash],
    );
    const row = rows[0];
    return row && { userId: row.user_id, email: row.email };
  }
}
