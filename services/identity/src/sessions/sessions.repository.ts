import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import type { PresentedToken } from './refresh-decision.js';

export interface StoredToken extends PresentedToken {
  id: string;
  sessionId: string;
  userId: string;
  seed: Buffer | null;
  successorExpiresAt: Date | null;
  now: Date;
}

export interface NewToken {
  id: string;
  sessionId: string;
  parentId: string | null;
  hash: Buffer;
}

export type EndReason = 'logout' | 'reuse' | 'revoked' | 'password_changed' | 'password_reset' | 'account_disabled';

/** Where a session is used from, as far as its requests say. */
export interface SessionOrigin {
  ip: string | null;
  userAgent: string | null;
}

export interface LiveSessionRow {
  id: string;
  created_at: Date;
  last_seen_at: Date;
  expires_at: Date;
  ip: string | null;
  user_agent: string | null;
}

interface TokenRow {
  id: string;
  session_id: string;
  user_id: string;
  used_at: Date | null;
  expires_at: Date;
  successor_seed: Buffer | null;
  successor_used_at: Date | null;
  successor_expires_at: Date | null;
  session_revoked_at: Date | null;
  session_expires_at: Date;
  now: Date;
}

const FIND = `
  SELECT t.id, t.session_id, s.user_id, t.used_at, t.expires_at, t.successor_seed, c.used_at AS successor_used_at,
         c.expires_at AS successor_expires_at, s.revoked_at AS session_revoked_at, s.expires_at AS session_expires_at,
         clock_timestamp() AS now
    FROM refresh_token t JOIN session s ON s.id = t.session_id LEFT JOIN refresh_token c ON c.parent_id = t.id
   WHERE t.token_hash = $1`;

@Injectable()
export class SessionsRepository {
  /**
   * Opens a session of 30 days, and clears away those of the person that are over. False for a disabled account, which
   * waits here for a disabling that is under way.
   */
  async open(tx: Tx, session: { id: string; userId: string }, origin: SessionOrigin): Promise<boolean> {
    const { id, userId } = session;
    await tx.query(`DELETE FROM session WHERE user_id = $1 AND expires_at < clock_timestamp()`, [userId]);
    const rows = await tx.query(
      `INSERT INTO session (id, user_id, ip, user_agent, expires_at)
       SELECT $1, u.id, $3, $4, clock_timestamp() + interval '30 days' FROM user_account u
        WHERE u.id = $2 AND u.disabled_at IS NULL FOR SHARE RETURNING id`,
      [id, userId, origin.ip, origin.userAgent],
    );
    return rows.length === 1;
  }

  /** Notes that the session was used just now, and from where. */
  async touch(tx: Tx, sessionId: string, { ip, userAgent }: SessionOrigin): Promise<void> {
    await tx.query('UPDATE session SET last_seen_at = clock_timestamp(), ip = $2, user_agent = $3 WHERE id = $1', [
      sessionId,
      ip,
      userAgent,
    ]);
  }

  /** The person's sessions that are not over, newest first; one more than asked for. */
  live(tx: Tx, userId: string, page: { limit: number; before: string | undefined }): Promise<LiveSessionRow[]> {
    return tx.query<LiveSessionRow>(
      `SELECT id, created_at, last_seen_at, expires_at, ip, user_agent FROM session
        WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > clock_timestamp() AND ($2::uuid IS NULL OR id < $2)
        ORDER BY id DESC LIMIT $3`,
      [userId, page.before ?? null, page.limit + 1],
    );
  }

  /** Keeps a token for 7 days, or until its session ends. Returns the seconds until it expires. */
  async addToken(tx: Tx, token: NewToken): Promise<number> {
    const rows = await tx.query<{ seconds_left: number }>(
      `INSERT INTO refresh_token (id, session_id, parent_id, token_hash, expires_at)
       SELECT $1, id, $3, $4, least(clock_timestamp() + interval '7 days', expires_at) FROM session WHERE id = $2
       RETURNING extract(epoch FROM expires_at - clock_timestamp())::float8 AS seconds_left`,
      [token.id, token.sessionId, token.parentId, token.hash],
    );
    const row = rows[0];
    if (!row) throw new Error('a token needs its session');
    return row.seconds_left;
  }

  /**
   * The token with this hash; its session stays locked until the transaction ends. Two statements, because the second
   * has to see what the holder of the lock before us has committed.
   */
  async lock(tx: Tx, hash: Buffer): Promise<StoredToken | undefined> {
    await tx.query(
      `SELECT id FROM session WHERE id = (SELECT session_id FROM refresh_token WHERE token_hash = $1) FOR UPDATE`,
      [hash],
    );
    const rows = await tx.query<TokenRow>(FIND, [hash]);
    return rows[0] && toStored(rows[0]);
  }

  /** False when the token was used before. */
  async markUsed(tx: Tx, tokenId: string, seed: Buffer): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE refresh_token SET used_at = clock_timestamp(), successor_seed = $2
        WHERE id = $1 AND used_at IS NULL RETURNING id`,
      [tokenId, seed],
    );
    return rows.length === 1;
  }

  /** False when the session was over already, or is not the person's. */
  async revoke(tx: Tx, session: { userId: string; sessionId: string }, reason: EndReason): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE session SET revoked_at = clock_timestamp(), revoked_reason = $3
        WHERE id = $1 AND user_id = $2 AND revoked_at IS NULL AND expires_at > clock_timestamp() RETURNING id`,
      [session.sessionId, session.userId, reason],
    );
    return rows.length === 1;
  }

  /** Ends every session of the person but the one to keep. Returns how many. */
  async revokeAll(
    tx: Tx,
    userId: string,
    { keep, reason }: { keep: string | null; reason: EndReason },
  ): Promise<number> {
    const rows = await tx.query(
      `UPDATE session SET revoked_at = clock_timestamp(), revoked_reason = $3 WHERE id IN (
         SELECT id FROM session WHERE user_id = $1 AND ($2::uuid IS NULL OR id <> $2) AND revoked_at IS NULL
            AND expires_at > clock_timestamp() ORDER BY id FOR UPDATE) RETURNING id`,
      [userId, keep, reason],
    );
    return rows.length;
  }
}

function toStored(row: TokenRow): StoredToken {
  return {
    id: row.id,
    sessionId: row.session_id,
    userId: row.user_id,
    usedAt: row.used_at,
    expiresAt: row.expires_at,
    isSuccessorUsed: row.successor_used_at !== null,
    session: { revokedAt: row.session_revoked_at, expiresAt: row.session_expires_at },
    seed: row.successor_seed,
    successorExpiresAt: row.successor_expires_at,
    now: row.now,
  };
}
