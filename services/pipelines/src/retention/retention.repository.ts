import { Injectable } from '@nestjs/common';
import { mayAct, type Tx } from '@throughline/platform';
import type { RetentionResponse } from './retention.dto.js';

/** Days after the end of an execution; null for ever. */
export interface Days {
  artifactDays: number | null;
  logDays: number | null;
}

/** A round of an organization that is due. */
export interface Round extends Days {
  /** The execution up to which logs are gone in this round. */
  logCursor: string | null;
}

const DAYS = 'artifact_days AS "artifactDays", log_days AS "logDays"';
const NOTHING: RetentionResponse = { artifactDays: null, logDays: null, updatedAt: null };

/** How long organizations keep what runs leave, and when somebody looks next. */
@Injectable()
export class RetentionRepository {
  async get(tx: Tx): Promise<RetentionResponse> {
    const rows = await tx.query<Days & { updatedAt: Date }>(
      `SELECT ${DAYS}, updated_at AS "updatedAt" FROM retention WHERE org_id = $1`,
      [tx.orgId],
    );
    return rows[0] ? { ...rows[0], updatedAt: rows[0].updatedAt.toISOString() } : NOTHING;
  }

  /** From the next look on, which is at once. */
  async set(tx: Tx, { artifactDays, logDays }: Days): Promise<void> {
    await tx.query(
      `INSERT INTO retention (org_id, artifact_days, log_days) VALUES ($1, $2, $3)
       ON CONFLICT (org_id) DO UPDATE SET artifact_days = $2, log_days = $3, log_cursor = NULL,
         due_at = clock_timestamp(), updated_at = clock_timestamp()`,
      [tx.orgId, artifactDays, logDays],
    );
  }

  /** Organizations that somebody has to look at. In a SystemTx. */
  async due(tx: Tx, limit: number): Promise<string[]> {
    const rows = await tx.query<{ orgId: string }>(
      `SELECT org_id AS "orgId" FROM retention r WHERE due_at <= clock_timestamp() AND ${mayAct('r')}
       ORDER BY due_at LIMIT $1`,
      [limit],
    );
    return rows.map(({ orgId }) => orgId);
  }

  /** Locks the organization's row until the end of the transaction; undefined when it is not due, or another is at it. */
  async lockDue(tx: Tx): Promise<Round | undefined> {
    const rows = await tx.query<Round>(
      `SELECT ${DAYS}, log_cursor AS "logCursor" FROM retention
       WHERE org_id = $1 AND due_at <= clock_timestamp() FOR UPDATE SKIP LOCKED`,
      [tx.orgId],
    );
    return rows[0];
  }

  /** Where the round goes on. */
  async proceed(tx: Tx, logCursor: string | null): Promise<void> {
    await tx.query('UPDATE retention SET log_cursor = $2 WHERE org_id = $1', [tx.orgId, logCursor]);
  }

  async putOff(tx: Tx, minutes: number): Promise<void> {
    await tx.query(
      `UPDATE retention SET log_cursor = NULL, due_at = clock_timestamp() + $2 * interval '1 minute' WHERE org_id = $1`,
      [tx.orgId, minutes],
    );
  }
}
