import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';

@Injectable()
export class PasswordResetsRepository {
  /** For an hour; of nobody when the address has no account. Clears away a few that are over. */
  async insert(tx: Tx, reset: { id: string; userId: string | null; tokenHash: Buffer }): Promise<void> {
    await tx.query(
      `DELETE FROM password_reset WHERE id IN (
         SELECT id FROM password_reset WHERE expires_at < clock_timestamp() ORDER BY expires_at LIMIT 100
         FOR UPDATE SKIP LOCKED)`,
    );
    await tx.query(
      `INSERT INTO password_reset (id, user_id, token_hash, expires_at)
       VALUES ($1, $2, $3, clock_timestamp() + interval '1 hour')`,
      [reset.id, reset.userId, reset.tokenHash],
    );
  }

  /** Whose reset the token is of, without using it up; undefined when it is over or never was. */
  async ownerOf(tx: Tx, tokenHash: Buffer): Promise<string | undefined> {
    const rows = await tx.query<{ user_id: string }>(
      `SELECT user_id FROM password_reset WHERE token_hash = $1 AND user_id IS NOT NULL
          AND expires_at > clock_timestamp()`,
      [tokenHash],
    );
    return rows[0]?.user_id;
  }

  /** Uses the token up. False when somebody else has, or its hour is over. */
  async take(tx: Tx, tokenHash: Buffer): Promise<boolean> {
    const rows = await tx.query(
      `DELETE FROM password_reset WHERE token_hash = $1 AND user_id IS NOT NULL AND expires_at > clock_timestamp()
       RETURNING id`,
      [tokenHash],
    );
    return rows.length === 1;
  }

  /** No link that was sent to the person before works any more. */
  async dropOf(tx: Tx, userId: string): Promise<void> {
    await tx.query('DELETE FROM password_reset WHERE user_id = $1', [userId]);
  }
}
