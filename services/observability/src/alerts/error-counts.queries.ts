import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { ERROR_LEVEL } from '../logs/log-level.rules.js';
import type { Place } from './alert-rules.repository.js';

/** The error lines in a window, apart for each deployment that they are stamped with. */
export interface ErrorGroup {
  deployment_id: string | null;
  errors: number;
  first_at: Date;
}

/** Counts of lines of level error and fatal, by the partial index that holds only these. */
@Injectable()
export class ErrorCountsQueries {
  /** Groups in the half-open window (after, to], largest first. */
  groups(tx: Tx, place: Place, window: { after: Date; to: Date }): Promise<ErrorGroup[]> {
    return tx.query<ErrorGroup>(
      `SELECT deployment_id, count(*)::int AS errors, min(at) AS first_at FROM log_entry
       WHERE org_id = $1 AND service_id = $2 AND environment_id = $3 AND level >= ${ERROR_LEVEL} AND at > $4 AND at <= $5
       GROUP BY deployment_id ORDER BY errors DESC`,
      [tx.orgId, place.serviceId, place.environmentId, window.after, window.to],
    );
  }

  /** Errors in [from, to). */
  async count(tx: Tx, place: Place, window: { from: Date; to: Date }): Promise<number> {
    const rows = await tx.query<{ errors: number }>(
      `SELECT count(*)::int AS errors FROM log_entry
       WHERE org_id = $1 AND service_id = $2 AND environment_id = $3 AND level >= ${ERROR_LEVEL} AND at >= $4 AND at < $5`,
      [tx.orgId, place.serviceId, place.environmentId, window.from, window.to],
    );
    return rows[0]?.errors ?? 0;
  }
}
