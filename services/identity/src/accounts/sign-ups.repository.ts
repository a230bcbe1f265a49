import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';

export interface SignUpRow {
  id: string;
  email: string;
  full_name: string;
  password_hash: string;
}

/** Sign-ups whose address is not verified yet. The newest is so by the database's clock; ids are of each process's. */
@Injectable()
export class SignUpsRepository {
  /** For 24 hours; clears away a few that are over. */
  async insert(tx: Tx, row: SignUpRow, tokenHash: Buffer): Promise<void> {
    await tx.query(
      `DELETE FROM sign_up WHERE id IN (
         SELECT id FROM sign_up WHERE expires_at < clock_timestamp() ORDER BY expires_at LIMIT 100 FOR UPDATE SKIP LOCKED)`,
    );
    await tx.query(
      `INSERT INTO sign_up (id, email, full_name, password_hash, token_hash, expires_at)
       VALUES ($1, $2, $3, $4, $5, clock_timestamp() + interval '24 hours')`,
      [row.id, row.email, row.full_name, row.password_hash, tokenHash],
    );
  }

  /** The newest sign-up of the address once more, with another token and 24 hours; undefined when there is none. */
  async repeatNewest(tx: Tx, email: string, next: { id: string; tokenHash: Buffer }): Promise<SignUpRow | undefined> {
    const rows = await tx.query<SignUpRow>(
      `INSERT INTO sign_up (id, email, full_name, password_hash, token_hash, expires_at)
       SELECT $2, email, full_name, password_hash, $3, clock_timestamp() + interval '24 hours' FROM sign_up
        WHERE email = $1 AND expires_at > clock_timestamp() ORDER BY created_at DESC LIMIT 1
       RETURNING id, email, full_name, password_hash`,
      [email, next.id, next.tokenHash],
    );
    return rows[0];
  }

  /** The password hash of the address's newest sign-up. */
  async passwordHashOf(tx: Tx, email: string): Promise<string | undefined> {
    const rows = await tx.query<{ password_hash: string }>(
      `SELECT password_hash FROM sign_up WHERE email = $1 AND expires_at > clock_timestamp() ORDER BY created_at DESC LIMIT 1`,
      [email],
    );
    return rows[0]?.password_hash;
  }

  /** The sign-up of the token, taken away: it works once. Undefined when it is over or never was. */
  async take(tx: Tx, tokenHash: Buffer): Promise<SignUpRow | undefined> {
    const rows = await tx.query<SignUpRow>(
      `DELETE FROM sign_up WHERE token_hash = $1 AND expires_at > clock_timestamp()
       RETURNING id, email, full_name, password_hash`,
      [tokenHash],
    );
    return rows[0];
  }

  /** Takes away every sign-up of the address: it has its account. */
  async dropOf(tx: Tx, email: string): Promise<void> {
    await tx.query('DELETE FROM sign_up WHERE email = $1', [email]);
  }

  /** Whether the token is of an open invitation for this very address. */
  async isInvited(tx: Tx, email: string, tokenHash: Buffer): Promise<boolean> {
    const rows = await tx.query(
      `SELECT id FROM invitation WHERE token_hash = $1 AND email = $2 AND accepted_at IS NULL AND revoked_at IS NULL
          AND expires_at > clock_timestamp()`,
      [tokenHash, email],
    );
    return rows.length === 1;
  }
}
