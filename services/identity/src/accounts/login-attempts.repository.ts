import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import type { AttemptRecord } from './lockout.js';

/** Failed log-ins by (a keyed hash of) the address, known or not: an unknown one must not answer differently. */
@Injectable()
export class LoginAttemptsRepository {
  /** The record of the address, locked until the transaction ends, and the database's time. */
  async lock(tx: Tx, addressKey: Buffer): Promise<{ record: AttemptRecord; now: Date }> {
    await tx.query('INSERT INTO login_attempt (address_key) VALUES ($1) ON CONFLICT DO NOTHING', [addressKey]);
    const rows = await tx.query<{ failures: number; locked_until: Date | null; last_attempt_at: Date; now: Date }>(
      `SELECT failures, locked_until, last_attempt_at, clock_timestamp() AS now
         FROM login_attempt WHERE address_key = $1 FOR UPDATE`,
      [addressKey],
    );
    const row = rows[0];
    if (!row) return this.lock(tx, addressKey); // a successful log-in erased it in between
    const record = { failures: row.failures, lockedUntil: row.locked_until, lastAttemptAt: row.last_attempt_at };
    return { record, now: row.now };
  }

  async count(tx: Tx, addressKey: Buffer, failures: number, lockedUntil: Date | null): Promise<void> {
    await tx.query(
      `UPDATE login_attempt SET failures = $2, locked_until = $3, last_attempt_at = clock_timestamp()
        WHERE address_key = $1`,
      [addressKey, failures, lockedUntil],
    );
  }

  /** Erases the record of the address, and a few that nobody added to for a day. */
  async forget(tx: Tx, addressKey: Buffer): Promise<void> {
    await tx.query('DELETE FROM login_attempt WHERE address_key = $1', [addressKey]);
    await tx.query(
      `DELETE FROM login_attempt WHERE address_key IN (
         SELECT address_key FROM login_attempt WHERE last_attempt_at < clock_timestamp() - interval '1 day'
         ORDER BY last_attempt_at LIMIT 100 FOR UPDATE SKIP LOCKED)`,
    );
  }
}
