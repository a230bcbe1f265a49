import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';

export interface ImpersonationRow {
  id: string;
  org_id: string;
  actor_id: string;
  actor_name: string;
  user_id: string;
  user_name: string;
  reason: string;
  started_at: Date;
  expires_at: Date;
  ended_at: Date | null;
  end_reason: 'stopped' | 'replaced' | null;
  is_over: boolean;
}

export interface NewImpersonation {
  id: string;
  actor: { id: string; name: string };
  user: { id: string; name: string };
  reason: string;
  seconds: number;
  ip: string | null;
  userAgent: string | null;
}

export interface Target {
  name: string;
  slug: string;
  isPlatformAdmin: boolean;
  isDisabled: boolean;
}

const SHOWN = `id, org_id, actor_id, actor_name, user_id, user_name, reason, started_at, expires_at, ended_at, end_reason,
  expires_at <= clock_timestamp() AS is_over`;

@Injectable()
export class ImpersonationRepository {
  async insert(tx: Tx, one: NewImpersonation): Promise<ImpersonationRow> {
    // Whole seconds, as a token tells them; both times are the transaction's, so that they lie exactly so far apart.
    const rows = await tx.query<ImpersonationRow>(
      `INSERT INTO impersonation (id, org_id, actor_id, actor_name, user_id, user_name, reason, ip, user_agent,
         started_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, date_trunc('second', now()),
         date_trunc('second', now()) + $10 * interval '1 second') RETURNING ${SHOWN}`,
      [
        one.id,
        tx.orgId,
        one.actor.id,
        one.actor.name,
        one.user.id,
        one.user.name,
        one.reason,
        one.ip,
        one.userAgent,
        one.seconds,
      ],
    );
    const row = rows[0];
    if (!row) throw new Error('an impersonation was not kept');
    return row;
  }

  /** The actor's impersonation that was not ended, in whatever organization. For a SystemTx. */
  async openOf(tx: Tx, actorId: string): Promise<ImpersonationRow | undefined> {
    const sql = `SELECT ${SHOWN} FROM impersonation WHERE actor_id = $1 AND ended_at IS NULL`;
    return (await tx.query<ImpersonationRow>(sql, [actorId]))[0];
  }

  /** One that runs now, whoever's. For a SystemTx. */
  async running(tx: Tx, id: string): Promise<ImpersonationRow | undefined> {
    const sql = `SELECT ${SHOWN} FROM impersonation WHERE id = $1 AND ended_at IS NULL AND expires_at > clock_timestamp()`;
    return (await tx.query<ImpersonationRow>(sql, [id]))[0];
  }

  /** False when it had ended already. In the organization's transaction. */
  async end(tx: Tx, id: string, reason: 'stopped' | 'replaced'): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE impersonation SET ended_at = least(clock_timestamp(), expires_at), end_reason = $2
        WHERE id = $1 AND ended_at IS NULL RETURNING id`,
      [id, reason],
    );
    return rows.length === 1;
  }

  /** Newest first. */
  list(tx: Tx, limit: number, before: string | null): Promise<ImpersonationRow[]> {
    return tx.query<ImpersonationRow>(
      `SELECT ${SHOWN} FROM impersonation WHERE org_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
      [tx.orgId, before, limit],
    );
  }

  /** The member of the transaction's organization, and whether they run the installation. */
  async target(tx: Tx, userId: string): Promise<Target | undefined> {
    const rows = await tx.query<{ name: string; slug: string; is_admin: boolean; is_disabled: boolean }>(
      `SELECT u.full_name AS name, o.slug, p.user_id IS NOT NULL AS is_admin, u.disabled_at IS NOT NULL AS is_disabled
         FROM membership m JOIN user_account u ON u.id = m.user_id JOIN organization o ON o.id = m.org_id
           LEFT JOIN platform_admin p ON p.user_id = u.id WHERE m.org_id = $1 AND m.user_id = $2`,
      [tx.orgId, userId],
    );
    const row = rows[0];
    return row && { name: row.name, slug: row.slug, isPlatformAdmin: row.is_admin, isDisabled: row.is_disabled };
  }
}
