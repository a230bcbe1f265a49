import { Injectable } from '@nestjs/common';
import type { Role } from '@throughline/contracts';
import type { Tx } from '@throughline/platform';

export interface InvitationRow {
  id: string;
  org_id: string;
  email: string;
  role: Role;
  expires_at: Date;
  accepted_at: Date | null;
  revoked_at: Date | null;
  created_at: Date;
  is_expired: boolean;
}

export interface NewInvitation {
  id: string;
  email: string;
  role: Role;
  tokenHash: Buffer;
}

const COLUMNS = `id, org_id, email, role, expires_at, accepted_at, revoked_at, created_at,
                 expires_at <= clock_timestamp() AS is_expired`;

@Injectable()
export class InvitationsRepository {
  /** Newest first; one more than asked for. */
  list(tx: Tx, limit: number, before: string | undefined): Promise<InvitationRow[]> {
    return tx.query<InvitationRow>(
      `SELECT ${COLUMNS} FROM invitation WHERE org_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
      [tx.orgId, before ?? null, limit + 1],
    );
  }

  /** For 7 days. */
  async insert(tx: Tx, invitation: NewInvitation): Promise<InvitationRow> {
    const rows = await tx.query<InvitationRow>(
      `INSERT INTO invitation (id, org_id, email, role, token_hash, expires_at)
       VALUES ($1, $2, $3, $4, $5, clock_timestamp() + interval '7 days') RETURNING ${COLUMNS}`,
      [invitation.id, tx.orgId, invitation.email, invitation.role, invitation.tokenHash],
    );
    const row = rows[0];
    if (!row) throw new Error('an insert returns its row');
    return row;
  }

  /** Ends what is still open for the address: a person holds one invitation at a time. */
  async revokeOpenOf(tx: Tx, email: string): Promise<void> {
    await tx.query(
      `UPDATE invitation SET revoked_at = clock_timestamp()
        WHERE org_id = $1 AND email = $2 AND accepted_at IS NULL AND revoked_at IS NULL`,
      [tx.orgId, email],
    );
  }

  /** In whichever organization; undefined when nothing was ever invited by this token. For a SystemTx, or within one. */
  async byTokenHash(tx: Tx, tokenHash: Buffer): Promise<InvitationRow | undefined> {
    return (await tx.query<InvitationRow>(`SELECT ${COLUMNS} FROM invitation WHERE token_hash = $1`, [tokenHash]))[0];
  }

  async find(tx: Tx, id: string): Promise<InvitationRow | undefined> {
    const sql = `SELECT ${COLUMNS} FROM invitation WHERE org_id = $1 AND id = $2`;
    return (await tx.query<InvitationRow>(sql, [tx.orgId, id]))[0];
  }

  /** False when it is over, or is over by now. */
  async accept(tx: Tx, id: string): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE invitation SET accepted_at = clock_timestamp() WHERE org_id = $1 AND id = $2 AND accepted_at IS NULL
          AND revoked_at IS NULL AND expires_at > clock_timestamp() RETURNING id`,
      [tx.orgId, id],
    );
    return rows.length === 1;
  }

  async revoke(tx: Tx, id: string): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE invitation SET revoked_at = clock_timestamp()
        WHERE org_id = $1 AND id = $2 AND accepted_at IS NULL AND revoked_at IS NULL RETURNING id`,
      [tx.orgId, id],
    );
    return rows.length === 1;
  }
}
