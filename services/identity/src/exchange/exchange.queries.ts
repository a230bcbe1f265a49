import { Injectable } from '@nestjs/common';
import type { Role } from '@throughline/contracts';
import { isId } from '@throughline/kernel';
import type { Tx } from '@throughline/platform';

export interface LivePerson {
  id: string;
  full_name: string;
  auth_epoch: number;
}

/** What an exchange has to know, looked up before the organization is known: each takes a SystemTx. */
@Injectable()
export class ExchangeQueries {
  /** The person of a session that is not over. */
  async personOf(tx: Tx, session: { userId: string; sessionId: string }): Promise<LivePerson | undefined> {
    const rows = await tx.query<LivePerson>(
      `SELECT u.id, u.full_name, u.auth_epoch FROM session s JOIN user_account u ON u.id = s.user_id
        WHERE s.id = $1 AND s.user_id = $2 AND s.revoked_at IS NULL AND s.expires_at > clock_timestamp()`,
      [session.sessionId, session.userId],
    );
    return rows[0];
  }

  /** The person's role in the organization with this slug or id. No organization and no membership look the same. */
  async membership(tx: Tx, userId: string, org: string): Promise<{ orgId: string; role: Role } | undefined> {
    const rows = await tx.query<{ org_id: string; role: Role }>(
      `SELECT m.org_id, m.role FROM organization o JOIN membership m ON m.org_id = o.id AND m.user_id = $1
        WHERE o.slug = $2 OR o.id = $3`,
      [userId, org, isId(org) ? org : null],
    );
    const row = rows[0];
    return row && { orgId: row.org_id, role: row.role };
  }

  /** Whether the slug or id is the organization's. */
  async isOrganization(tx: Tx, orgId: string, org: string): Promise<boolean> {
    const sql = 'SELECT id FROM organization WHERE id = $1 AND (slug = $2 OR id = $3)';
    return (await tx.query(sql, [orgId, org, isId(org) ? org : null])).length === 1;
  }
}
