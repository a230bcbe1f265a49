import { Injectable } from '@nestjs/common';
import type { Role } from '@throughline/contracts';
import type { Tx } from '@throughline/platform';

export interface MemberRow {
  id: string;
  user_id: string;
  email: string;
  full_name: string;
  role: Role;
  joined_at: Date;
}

const SELECT = `SELECT m.id, m.user_id, u.email, u.full_name, m.role, m.joined_at
                  FROM membership m JOIN user_account u ON u.id = m.user_id WHERE m.org_id = $1`;

@Injectable()
export class MembersRepository {
  async find(tx: Tx, userId: string): Promise<MemberRow | undefined> {
    return (await tx.query<MemberRow>(`${SELECT} AND m.user_id = $2`, [tx.orgId, userId]))[0];
  }

  /** Oldest first; one more than asked for, to know whether there is another page. */
  list(tx: Tx, limit: number, after: string | undefined): Promise<MemberRow[]> {
    return tx.query<MemberRow>(`${SELECT} AND ($2::uuid IS NULL OR m.id > $2) ORDER BY m.id LIMIT $3`, [
      tx.orgId,
      after ?? null,
      limit + 1,
    ]);
  }

  async count(tx: Tx): Promise<number> {
    const sql = 'SELECT count(*)::int AS members FROM membership WHERE org_id = $1';
    return (await tx.query<{ members: number }>(sql, [tx.orgId]))[0]?.members ?? 0;
  }

  async isMemberWithEmail(tx: Tx, email: string): Promise<boolean> {
    return (await tx.query(`${SELECT} AND u.email = $2`, [tx.orgId, email])).length > 0;
  }

  async countOwners(tx: Tx): Promise<number> {
    const rows = await tx.query<{ owners: number }>(
      `SELECT count(*)::int AS owners FROM membership WHERE org_id = $1 AND role = 'owner'`,
      [tx.orgId],
    );
    return rows[0]?.owners ?? 0;
  }

  /** False when the person is a member already. */
  async insert(tx: Tx, member: { id: string; userId: string; role: Role }): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO membership (id, org_id, user_id, role) VALUES ($1, $2, $3, $4)
       ON CONFLICT (org_id, user_id) DO NOTHING RETURNING id`,
      [member.id, tx.orgId, member.userId, member.role],
    );
    return rows.length === 1;
  }

  /** By compare-and-set; false when the role is no longer what the member was read with. */
  async setRole(tx: Tx, member: MemberRow, role: Role): Promise<boolean> {
    const rows = await tx.query(
      'UPDATE membership SET role = $4 WHERE org_id = $1 AND id = $2 AND role = $3 RETURNING id',
      [tx.orgId, member.id, member.role, role],
    );
    return rows.length === 1;
  }

  async remove(tx: Tx, member: MemberRow): Promise<boolean> {
    const rows = await tx.query('DELETE FROM membership WHERE org_id = $1 AND id = $2 AND role = $3 RETURNING id', [
      tx.orgId,
      member.id,
      member.role,
    ]);
    return rows.length === 1;
  }
}
