import { Injectable } from '@nestjs/common';
import { databaseNow, OrgTx } from '@throughline/platform';
import { auditCondition } from './audit-filter.js';
import type { AuditStatResponse, AuditStatsQuery, AuditStatsResponse } from './audit-log.dto.js';
import { refuse } from './audit-log.errors.js';

const DAY_MS = 24 * 60 * 60 * 1_000;
const DEFAULT_DAYS = 30;
const MOST_DAYS = 92;
/** So many actions or actors have figures of their own; the rest is one. */
const MOST_KEYS = 20;

const KEYS = {
  action: { key: 'action', name: 'action' },
  actor: { key: 'actor_id::text', name: `coalesce(max(actor_name), 'Throughline')` },
};

interface StatRow {
  day: string;
  key: string | null;
  name: string;
  count: number;
}

/** How much was done, by day. */
@Injectable()
export class AuditStatsQueries {
  constructor(private readonly orgTx: OrgTx) {}

  /** The figures of at most 92 days and 20 actions or actors, and one for all others. */
  stats(orgId: string, query: AuditStatsQuery): Promise<AuditStatsResponse> {
    const { by, ...filter } = query;
    const { key, name } = KEYS[by];
    return this.orgTx.run(orgId, async (tx) => {
      const range = rangeOf(filter, await databaseNow(tx));
      const { sql, parameters } = auditCondition(orgId, { ...filter, ...range });
      const rows = await tx.query<StatRow>(
        `WITH counted AS (
           SELECT to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, ${key} AS key,
                  ${by === 'actor' ? name : 'max(action)'} AS name, count(*)::int AS count
             FROM audit_entry WHERE ${sql} GROUP BY 1, 2
         ), shown AS (
           SELECT key FROM counted GROUP BY key ORDER BY sum(count) DESC, key LIMIT ${MOST_KEYS}
         )
         SELECT c.day, CASE WHEN s.shown THEN c.key END AS key,
                CASE WHEN s.shown THEN max(c.name) ELSE 'others' END AS name, sum(c.count)::int AS count
           FROM counted c CROSS JOIN LATERAL (
             SELECT EXISTS (SELECT 1 FROM shown WHERE shown.key IS NOT DISTINCT FROM c.key) AS shown) s
          GROUP BY c.day, s.shown, CASE WHEN s.shown THEN c.key END ORDER BY 1, 4 DESC, 3`,
        parameters,
      );
      return { items: rows.map((row): AuditStatResponse => ({ ...row })), ...range };
    });
  }
}

function rangeOf({ from, to }: { from?: string; to?: string }, now: Date): { from: string; to: string } {
  const end = to === undefined ? now : new Date(to);
  const start = from === undefined ? new Date(end.getTime() - DEFAULT_DAYS * DAY_MS) : new Date(from);
  if (start >= end) throw refuse('range_empty', undefined, [{ pointer: '/to', message: 'must be after from' }]);
  if (end.getTime() - start.getTime() > MOST_DAYS * DAY_MS) {
    throw refuse('range_too_long', undefined, [{ pointer: '/from', message: 'must be within 92 days of to' }]);
  }
  return { from: start.toISOString(), to: end.toISOString() };
}
