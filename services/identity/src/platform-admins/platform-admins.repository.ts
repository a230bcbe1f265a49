import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';

export interface PlatformAdminRow {
  user_id: string;
  email: string;
  full_name: string;
  granted_by_name: string;
  granted_at: Date;
  passkeys: number;
}

export interface AdminAccount {
  id: string;
  full_name: string;
  is_disabled: boolean;
}

export interface Grant {
  userId: string;
  grantedBy: { userId: string | null; name: string };
}

@Injectable()
export class PlatformAdminsRepository {
  /** False when the person is one already. */
  async insert(tx: Tx, { userId, grantedBy }: Grant): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO platform_admin (user_id, granted_by, granted_by_name) VALUES ($1, $2, $3)
       ON CONFLICT DO NOTHING RETURNING user_id`,
      [userId, grantedBy.userId, grantedBy.name],
    );
    return rows.length === 1;
  }

  /** The ids of all of them, locked until the transaction ends: who counts them counts alone. */
  async lockAll(tx: Tx): Promise<string[]> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('platform admins'))`);
    return (await tx.query<{ user_id: string }>('SELECT user_id FROM platform_admin')).map((row) => row.user_id);
  }

  async delete(tx: Tx, userId: string): Promise<void> {
    await tx.query('DELETE FROM admin_session WHERE user_id = $1', [userId]);
    await tx.query('DELETE FROM platform_admin WHERE user_id = $1', [userId]);
  }

  async isOne(tx: Tx, userId: string): Promise<boolean> {
    return (await tx.query('SELECT 1 FROM platform_admin WHERE user_id = $1', [userId])).length === 1;
  }

  list(tx: Tx): Promise<PlatformAdminRow[]> {
    return tx.query<PlatformAdminRow>(
      `SELECT a.user_id, u.email, u.full_name, a.granted_by_name, a.granted_at,
              (SELECT count(*)::int FROM passkey p WHERE p.user_id = a.user_id) AS passkeys
         FROM platform_admin a JOIN user_account u ON u.id = a.user_id ORDER BY a.granted_at, a.user_id`,
    );
  }

  /** Locked against being disabled meanwhile. */
  async accountOf(tx: Tx, email: string): Promise<AdminAccount | undefined> {
    const sql = `SELECT id, full_name, disabled_at IS NOT NULL AS is_disabled FROM user_account WHERE email = $1 FOR SHARE`;
    return (await tx.query<AdminAccount>(sql, [email]))[0];
  }

  /** Takes the mark of a new installation away; true for the one who got it. */
  async takeBootstrap(tx: Tx): Promise<boolean> {
    return (await tx.query('DELETE FROM platform_bootstrap RETURNING id')).length === 1;
  }
}
