import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import type { AccountState } from './platform-accounts.dto.js';

export interface PlatformAccountRow {
  id: string;
  email: string;
  full_name: string;
  created_at: Date;
  disabled_at: Date | null;
  disabled_by_name: string | null;
  disabled_reason: string | null;
  disabled_note: string | null;
  is_platform_admin: boolean;
  organizations: number;
}

export interface Disabling {
  byName: string;
  reason: string;
  note: string | null;
}

const SELECT = `SELECT u.id, u.email, u.full_name, u.created_at, u.disabled_at, u.disabled_by_name, u.disabled_reason,
    u.disabled_note, EXISTS (SELECT FROM platform_admin p WHERE p.user_id = u.id) AS is_platform_admin,
    (SELECT count(*)::int FROM membership m WHERE m.user_id = u.id) AS organizations
  FROM user_account u`;

/** Accounts as whoever runs the installation sees them, in whatever organizations. For a SystemTx. */
@Injectable()
export class PlatformAccountsRepository {
  /** Newest first; one more than asked for. */
  list(
    tx: Tx,
    filter: { q: string | null; state: AccountState | null; before: string | null; limit: number },
  ): Promise<PlatformAccountRow[]> {
    return tx.query<PlatformAccountRow>(
      `${SELECT} WHERE ($1::text IS NULL OR position(lower($1) IN u.email) > 0
            OR position(lower($1) IN lower(u.full_name)) > 0)
          AND ($2::text IS NULL OR (u.disabled_at IS NULL) = ($2 = 'active')) AND ($3::uuid IS NULL OR u.id < $3)
        ORDER BY u.id DESC LIMIT $4`,
      [filter.q, filter.state, filter.before, filter.limit + 1],
    );
  }

  async find(tx: Tx, userId: string): Promise<PlatformAccountRow | undefined> {
    return (await tx.query<PlatformAccountRow>(`${SELECT} WHERE u.id = $1`, [userId]))[0];
  }

  /** False when it was disabled before. */
  async disable(tx: Tx, userId: string, { byName, reason, note }: Disabling): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE user_account SET disabled_at = clock_timestamp(), disabled_by_name = $2, disabled_reason = $3,
         disabled_note = $4 WHERE id = $1 AND disabled_at IS NULL RETURNING id`,
      [userId, byName, reason, note],
    );
    return rows.length === 1;
  }

  /** False when it was not disabled. */
  async enable(tx: Tx, userId: string): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE user_account SET disabled_at = NULL, disabled_by_name = NULL, disabled_reason = NULL,
         disabled_note = NULL WHERE id = $1 AND disabled_at IS NOT NULL RETURNING id`,
      [userId],
    );
    return rows.length === 1;
  }
}
