import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import type { FeatureKey } from '../plans/features.rules.js';
import { monthOf } from './usage-month.js';

export type Usage = Partial<Record<FeatureKey, number>>;

/** Features of which this service hears every change, and so knows a zero. */
const NOTHING: Usage = { members: 0, projects: 0, services: 0, environments: 0, executions_per_month: 0 };

@Injectable()
export class UsageQueries {
  /** What the organization uses, of what is counted by the month in that of `now`; features that nobody counts are missing. */
  async of(tx: Tx, orgId: string, now: Date): Promise<Usage> {
    const rows = await tx.query<{ feature: FeatureKey; used: number }>(
      `SELECT kind AS feature, count(*)::int AS used FROM counted_subject WHERE org_id = $1 AND counts GROUP BY kind
       UNION ALL
       SELECT feature, used FROM monthly_usage WHERE org_id = $1 AND month = $2`,
      [orgId, monthOf(now)],
    );
    return { ...NOTHING, ...Object.fromEntries(rows.map(({ feature, used }) => [feature, used])) };
  }
}
