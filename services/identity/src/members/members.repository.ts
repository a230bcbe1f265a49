import { Injectable } from '@nestjs/common';
import type { Role } from '@throughline/contracts';
import type { Tx } from '@throughline/platform';
import { heldRole, type HeldRole, ROLE_COLUMNS, type RoleColumns } from '../roles/held-role.js';

export interface MemberRow {
  id: string;
  user_id: string;
  email: string;
  full_name: string;
  held: HeldRole;
  joined_at: Date;
}

export interface MemberFilter {
  limit: number;
  after: string | undefined;
  /** Part of the name or the address, in any case. */
  search: string | undefined;
  roleKey: string | undefined;
}

type StoredMember = Omit<MemberRow, 'held'> & RoleColumns;

const SELECT = `SELECT m.id, m.user_id, u.email, u.full_name, m.joined_at, ${ROLE_COLUMNS}
                  FROM membership m JOIN user_account u ON u.id = m.user_id
                  LEFT JOIN role r ON r.org_id = m.org_id AND r.id = m.role_id
                 WHERE m.org_id = $1`;

@Injectable()
export class MembersRepository {
  async find(tx: Tx, userId: string): Promise<MemberRow | undefined> {
    return (await this.select(tx, 'AND m.user_id = $2', [userId]))[0];
  }

  /** Oldest first; one more than asked for, to know whether there is another page. */
  list(tx: Tx, { limit, after, search, roleKey }: MemberFilter): Promise<MemberRow[]> {
    return this.select(
      tx,
      `AND ($2::uuid IS NULL OR m.id > $2) AND ($4::text IS NULL OR coalesce(r.key, m.role) = $4)
       AND ($5::text IS NULL OR position(lower($5) IN lower(u.full_name || ' ' || u.email)) > 0)
       ORDER BY m.id LIMIT $3`,
      [after ?? null, limit + 1, roleKey ?? null, search ?? null],
    );
  }

  /** All who have the role, oldest first. */
  withRole(tx: Tx, roleId: string): Promise<MemberRow[]> {
    return this.select(tx, 'AND m.role_id = $2 ORDER BY m.id', [roleId]);
  }

  /** What the roles of these members rank as; people who are none are absent. */
  async ranks(tx: Tx, userIds: readonly string[]): Promise<Map<string, Role>> {
    const rows = await tx.query<{ user_id: string; role: Role }>(
      'SELECT user_id, role FROM membership WHERE org_id = $1 AND user_id = ANY($2::uuid[])',
      [tx.orgId, userIds],
    );
    return new Map(rows.map(({ user_id, role }) => [user_id, role]));
  }

  async count(tx: Tx): Promise<number> {
    const sql = 'SELECT count(*)::int AS members FROM membership WHERE org_id = $1';
    return (await tx.query<{ members: number }>(sql, [tx.orgId]))[0]?.members ?? 0;
  }

  /** Which of the addresses are members' already. */
  async emailsAmong(tx: Tx, emails: readonly string[]): Promise<Set<string>> {
    const rows = await this.select(tx, 'AND u.email = ANY($2)', [emails]);
    return new Set(rows.map((row) => row.email));
  }

  async countOwners(tx: Tx): Promise<number> {
    const rows = await tx.query<{ owners: number }>(
      `SELECT count(*)::int AS owners FROM membership WHERE org_id = $1 AND role = 'owner'`,
      [tx.orgId],
    );
    return rows[0]?.owners ?? 0;
  }

  /** False when the person is a member already. */
  async insert(tx: Tx, member: { id: string; userId: string; role: HeldRole }): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO membership (id, org_id, user_id, role, role_id) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (org_id, user_id) DO NOTHING RETURNING id`,
      [member.id, tx.orgId, member.userId, member.role.rank, member.role.id],
    );
    return rows.length === 1;
  }

  /** By compare-and-set; false when the role is no longer what the member was read with. */
  async setRole(tx: Tx, member: MemberRow, role: HeldRole): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE membership SET role = $5, role_id = $6
        WHERE org_id = $1 AND id = $2 AND role = $3 AND role_id IS NOT DISTINCT FROM $4 RETURNING id`,
      [tx.orgId, member.id, member.held.rank, member.held.id, role.rank, role.id],
    );
    return rows.length === 1;
  }

  async remove(tx: Tx, member: MemberRow): Promise<boolean> {
    const rows = await tx.query(
      `DELETE FROM membership
        WHERE org_id = $1 AND id = $2 AND role = $3 AND role_id IS NOT DISTINCT FROM $4 RETURNING id`,
      [tx.orgId, member.id, member.held.rank, member.held.id],
    );
    return rows.length === 1;
  }

  private async select(tx: Tx, where: string, values: unknown[]): Promise<MemberRow[]> {
    const rows = await tx.query<StoredMember>(`${SELECT} ${where}`, [tx.orgId, ...values]);
    return rows.map(({ id, user_id, email, full_name, joined_at, ...role }) => {
      return { id, user_id, email, full_name, joined_at, held: heldRole(role) };
    });
  }
}
