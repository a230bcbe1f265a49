import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { heldRole, type HeldRole, ROLE_COLUMNS, type RoleColumns } from '../roles/held-role.js';
import type { InvitationFacts, InvitationState } from './invitation-state.js';

export interface InvitationRow extends InvitationFacts {
  id: string;
  org_id: string;
  email: string;
  held: HeldRole;
  invited_by: string | null;
  inviter_name: string | null;
  expires_at: Date;
  created_at: Date;
}

export interface NewInvitation {
  id: string;
  email: string;
  role: HeldRole;
  tokenHash: Buffer;
  invitedBy: string;
}

export interface InvitationFilter {
  limit: number;
  before: string | undefined;
  state: InvitationState | undefined;
}

type StoredInvitation = Omit<InvitationRow, 'held'> & RoleColumns;

const SELECT = `SELECT m.id, m.org_id, m.email, m.expires_at, m.accepted_at, m.declined_at, m.revoked_at, m.created_at,
    m.invited_by, u.full_name AS inviter_name, m.expires_at <= clock_timestamp() AS is_expired, ${ROLE_COLUMNS}
  FROM invitation m
  LEFT JOIN role r ON r.org_id = m.org_id AND r.id = m.role_id
  LEFT JOIN user_account u ON u.id = m.invited_by`;

const IS_OPEN = 'accepted_at IS NULL AND revoked_at IS NULL';

const IN_STATE: Record<InvitationState, string> = {
  pending: `m.accepted_at IS NULL AND m.revoked_at IS NULL AND m.expires_at > clock_timestamp()`,
  expired: `m.accepted_at IS NULL AND m.revoked_at IS NULL AND m.expires_at <= clock_timestamp()`,
  accepted: 'm.accepted_at IS NOT NULL',
  declined: 'm.declined_at IS NOT NULL',
  revoked: 'm.revoked_at IS NOT NULL AND m.declined_at IS NULL',
};

@Injectable()
export class InvitationsRepository {
  /** Newest first; one more than asked for. */
  list(tx: Tx, { limit, before, state }: InvitationFilter): Promise<InvitationRow[]> {
    const condition = state ? IN_STATE[state] : 'true';
    return this.select(
      tx,
      `WHERE m.org_id = $1 AND ($2::uuid IS NULL OR m.id < $2) AND ${condition} ORDER BY m.id DESC LIMIT $3`,
      [tx.orgId, before ?? null, limit + 1],
    );
  }

  /** For 7 days, in place of what is open for the addresses: a person holds one invitation at a time. */
  async insert(tx: Tx, invitations: readonly NewInvitation[]): Promise<InvitationRow[]> {
    const emails = invitations.map(({ email }) => email);
    await tx.query(
      `UPDATE invitation SET revoked_at = clock_timestamp() WHERE org_id = $1 AND email = ANY($2) AND ${IS_OPEN}`,
      [tx.orgId, emails],
    );
    await tx.query(
      `INSERT INTO invitation (id, org_id, email, role, role_id, token_hash, invited_by, expires_at)
       SELECT d.id, $1, d.email, d.role, d.role_id, d.token_hash, d.invited_by, clock_timestamp() + interval '7 days'
         FROM unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::bytea[], $7::uuid[])
           AS d (id, email, role, role_id, token_hash, invited_by)`,
      [
        tx.orgId,
        invitations.map(({ id }) => id),
        emails,
        invitations.map(({ role }) => role.rank),
        invitations.map(({ role }) => role.id),
        invitations.map(({ tokenHash }) => tokenHash),
        invitations.map(({ invitedBy }) => invitedBy),
      ],
    );
    const ids = invitations.map(({ id }) => id);
    return this.select(tx, 'WHERE m.org_id = $1 AND m.id = ANY($2::uuid[]) ORDER BY m.id', [tx.orgId, ids]);
  }

  /** A new token for 7 more days; the old one is void from then on. False when the invitation is over. */
  async renew(tx: Tx, id: string, tokenHash: Buffer): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE invitation SET token_hash = $3, expires_at = clock_timestamp() + interval '7 days'
        WHERE org_id = $1 AND id = $2 AND ${IS_OPEN} RETURNING id`,
      [tx.orgId, id, tokenHash],
    );
    return rows.length === 1;
  }

  /** In whichever organization; undefined when nothing was ever invited by this token. For a SystemTx, or within one. */
  async byTokenHash(tx: Tx, tokenHash: Buffer): Promise<InvitationRow | undefined> {
    return (await this.select(tx, 'WHERE m.token_hash = $1', [tokenHash]))[0];
  }

  async find(tx: Tx, id: string): Promise<InvitationRow | undefined> {
    return (await this.select(tx, 'WHERE m.org_id = $1 AND m.id = $2', [tx.orgId, id]))[0];
  }

  /** False when it is over, or is over by now, or has another token since. */
  accept(tx: Tx, id: string, tokenHash: Buffer): Promise<boolean> {
    return this.end(tx, 'accepted_at = clock_timestamp()', { id, tokenHash });
  }

  /** As `accept`. */
  decline(tx: Tx, id: string, tokenHash: Buffer): Promise<boolean> {
    return this.end(tx, 'declined_at = clock_timestamp(), revoked_at = clock_timestamp()', { id, tokenHash });
  }

  async revoke(tx: Tx, id: string): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE invitation SET revoked_at = clock_timestamp() WHERE org_id = $1 AND id = $2 AND ${IS_OPEN} RETURNING id`,
      [tx.orgId, id],
    );
    return rows.length === 1;
  }

  private async end(tx: Tx, change: string, { id, tokenHash }: { id: string; tokenHash: Buffer }): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE invitation SET ${change} WHERE org_id = $1 AND id = $2 AND token_hash = $3 AND ${IS_OPEN}
          AND expires_at > clock_timestamp() RETURNING id`,
      [tx.orgId, id, tokenHash],
    );
    return rows.length === 1;
  }

  private async select(tx: Tx, where: string, values: unknown[]): Promise<InvitationRow[]> {
    const rows = await tx.query<StoredInvitation>(`${SELECT} ${where}`, values);
    return rows.map(({ role, role_id, role_key, role_name, role_permissions, ...row }) => {
      return { ...row, held: heldRole({ role, role_id, role_key, role_name, role_permissions }) };
    });
  }
}
