import { Injectable } from '@nestjs/common';
import type { Actor } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import type { Tx } from '@throughline/platform';
import type { WaiverState } from './waivers.dto.js';

export interface NewWaiver {
  finding: string;
  repositoryId: string | null;
  service: string | null;
  reason: string;
  expiresAt: string;
}

export interface WaiverRow extends Omit<NewWaiver, 'expiresAt'> {
  id: string;
  repositoryName: string | null;
  state: WaiverState;
  expiresAt: Date;
  createdBy: Actor;
  createdAt: Date;
  revokedByName: string | null;
  revokedAt: Date | null;
}

const MAX_DAYS = 366;
const STATE = `CASE WHEN w.revoked_at IS NOT NULL THEN 'revoked' WHEN w.expires_at <= clock_timestamp() THEN 'expired'
    ELSE 'active' END`;
const WAIVERS = `SELECT w.id, w.finding, w.repository_id AS "repositoryId", r.name AS "repositoryName", w.service, w.reason,
    ${STATE} AS state, w.expires_at AS "expiresAt", w.created_at AS "createdAt", w.revoked_at AS "revokedAt",
    w.revoked_by_name AS "revokedByName", jsonb_build_object('userId', w.created_by_id, 'name', w.created_by_name) AS "createdBy"
  FROM waiver w LEFT JOIN repository r ON r.id = w.repository_id`;

/** Rows of waivers. None is deleted: what was waived, by whom and until when stays to be read. */
@Injectable()
export class WaiversRepository {
  list(
    tx: Tx,
    { state, before, limit }: { state: WaiverState | undefined; before: string | undefined; limit: number },
  ): Promise<WaiverRow[]> {
    return tx.query<WaiverRow>(
      `${WAIVERS} WHERE ($1::text IS NULL OR ${STATE} = $1) AND ($2::uuid IS NULL OR w.id < $2) ORDER BY w.id DESC LIMIT $3`,
      [state ?? null, before ?? null, limit + 1],
    );
  }

  async find(tx: Tx, id: string): Promise<WaiverRow | undefined> {
    return (await tx.query<WaiverRow>(`${WAIVERS} WHERE w.id = $1`, [id]))[0];
  }

  /** Resolves to the id; undefined when the end has passed by the database's clock, or is more than a year away. */
  async insert(tx: Tx, waiver: NewWaiver, by: Actor): Promise<string | undefined> {
    const { finding, repositoryId, service, reason, expiresAt } = waiver;
    const rows = await tx.query<{ id: string }>(
      `INSERT INTO waiver (id, org_id, finding, repository_id, service, reason, expires_at, created_by_id, created_by_name)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9 WHERE $7::timestamptz > clock_timestamp()
          AND $7::timestamptz <= clock_timestamp() + $10 * interval '1 day' RETURNING id`,
      [newId(), tx.orgId, finding, repositoryId, service, reason, expiresAt, by.userId, by.name, MAX_DAYS],
    );
    return rows[0]?.id;
  }

  /** Once: false when it is revoked already. */
  async revoke(tx: Tx, id: string, by: Actor): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE waiver SET revoked_at = clock_timestamp(), revoked_by_id = $2, revoked_by_name = $3
        WHERE id = $1 AND revoked_at IS NULL RETURNING id`,
      [id, by.userId, by.name],
    );
    return rows.length > 0;
  }
}
