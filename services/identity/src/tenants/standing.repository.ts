import { Injectable } from '@nestjs/common';
import type { OrgStatus } from '@throughline/contracts';
import type { Tx } from '@throughline/platform';
import type { ChildStanding } from './children-in-the-way.js';

export interface StandingRow {
  org_id: string;
  slug: string;
  name: string;
  parent_id: string | null;
  status: OrgStatus;
  /** 0 for an organization whose standing never changed. */
  version: number;
  suspended_at: Date | null;
  suspended_by: string | null;
  suspension_reason: string | null;
  deletion_due_at: Date | null;
  deletion_requested_at: Date | null;
  deletion_requested_by: string | null;
  deletion_reason: string | null;
  is_deletion_by_owner: boolean;
}

export type StandingChange = Omit<StandingRow, 'org_id' | 'slug' | 'name' | 'parent_id' | 'version'>;

const SELECT = `SELECT o.id AS org_id, o.slug, o.name, o.parent_id, coalesce(s.status, 'active') AS status, coalesce(s.version, 0) AS version,
    s.suspended_at, s.suspended_by, s.suspension_reason, s.deletion_due_at, s.deletion_requested_at,
    s.deletion_requested_by, s.deletion_reason, coalesce(s.is_deletion_by_owner, false) AS is_deletion_by_owner
  FROM organization o LEFT JOIN organization_standing s ON s.org_id = o.id`;

@Injectable()
export class StandingRepository {
  /** Of the transaction's organization; undefined when there is none. */
  async get(tx: Tx): Promise<StandingRow | undefined> {
    return (await tx.query<StandingRow>(`${SELECT} WHERE o.id = $1`, [tx.orgId]))[0];
  }

  /** Compare-and-set: false when the standing is not what `from` says any more. */
  async change(tx: Tx, from: StandingRow, to: StandingChange): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO organization_standing AS s (org_id, status, suspended_at, suspended_by, suspension_reason,
         deletion_due_at, deletion_requested_at, deletion_requested_by, deletion_reason, is_deletion_by_owner)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       ON CONFLICT (org_id) DO UPDATE SET status = $2, suspended_at = $3, suspended_by = $4, suspension_reason = $5,
         deletion_due_at = $6, deletion_requested_at = $7, deletion_requested_by = $8, deletion_reason = $9,
         is_deletion_by_owner = $10, version = s.version + 1
       WHERE s.status = $11 AND s.version = $12 RETURNING org_id`,
      [
        from.org_id,
        to.status,
        to.suspended_at,
        to.suspended_by,
        to.suspension_reason,
        to.deletion_due_at,
        to.deletion_requested_at,
        to.deletion_requested_by,
        to.deletion_reason,
        to.is_deletion_by_owner,
        from.status,
        from.version,
      ],
    );
    return rows.length === 1;
  }

  /** The organizations whose deletion is due; an agency waits until its children are gone. For a SystemTx. */
  async due(tx: Tx): Promise<string[]> {
    const rows = await tx.query<{ org_id: string }>(
      `SELECT s.org_id FROM organization_standing s WHERE s.status = 'pending_deletion'
         AND s.deletion_due_at <= clock_timestamp()
         AND NOT EXISTS (SELECT FROM organization c WHERE c.parent_id = s.org_id)
        ORDER BY s.deletion_due_at LIMIT 20`,
    );
    return rows.map((row) => row.org_id);
  }

  /** The organizations of an agency, by address. For a SystemTx. */
  children(tx: Tx, orgId: string): Promise<ChildStanding[]> {
    return tx.query<ChildStanding>(
      `SELECT o.slug, coalesce(s.status, 'active') AS status, s.deletion_due_at AS "deletionDueAt"
         FROM organization o LEFT JOIN organization_standing s ON s.org_id = o.id WHERE o.parent_id = $1 ORDER BY o.slug`,
      [orgId],
    );
  }

  /** Whether the organization's agency is to be deleted. For a SystemTx. */
  async isAgencyLeaving(tx: Tx, orgId: string): Promise<boolean> {
    const rows = await tx.query(
      `SELECT 1 FROM organization o JOIN organization_standing s ON s.org_id = o.parent_id
        WHERE o.id = $1 AND s.deletion_due_at IS NOT NULL`,
      [orgId],
    );
    return rows.length > 0;
  }

  /** What an exchange has to know; null for an organization that is being purged or was. For any transaction. */
  async readOnly(tx: Tx, orgId: string): Promise<boolean | null> {
    const rows = await tx.query<{ status: OrgStatus }>('SELECT status FROM organization_standing WHERE org_id = $1', [
      orgId,
    ]);
    const status = rows[0]?.status ?? 'active';
    return status === 'purging' || status === 'purged' ? null : status !== 'active';
  }
}
