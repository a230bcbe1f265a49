import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { streamKey } from '../ingest/log-stream.js';

export interface WentLive {
  orgId: string;
  serviceId: string;
  environmentId: string;
  deploymentId: string;
  since: Date;
}

/** Keeps which deployment was live when, and the stamp of the lines that arrived before the news of it. */
@Injectable()
export class LiveDeployments {
  /** Fits the deployment into the intervals of its service and environment, in whatever order the news comes. */
  async wentLive(tx: Tx, live: WentLive): Promise<void> {
    const { orgId, serviceId, environmentId, deploymentId, since } = live;
    const place = [orgId, serviceId, environmentId];
    // Waits for the flushes that looked the stamp up before this; those after it see the new interval.
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [streamKey(live)]);
    await tx.query(
      `UPDATE live_deployment SET until = $4 WHERE org_id = $1 AND service_id = $2 AND environment_id = $3
         AND since < $4 AND (until IS NULL OR until > $4)`,
      [...place, since],
    );
    const [interval] = await tx.query<{ until: Date | null }>(
      `INSERT INTO live_deployment (id, org_id, service_id, environment_id, since, until)
       VALUES ($5, $1, $2, $3, $4, (SELECT min(l.since) FROM live_deployment l WHERE l.org_id = $1 AND l.service_id = $2
         AND l.environment_id = $3 AND l.since > $4)) ON CONFLICT (id) DO NOTHING RETURNING until`,
      [...place, since, deploymentId],
    );
    if (interval) await this.restamp(tx, live, interval.until);
  }

  private async restamp(tx: Tx, live: WentLive, until: Date | null): Promise<void> {
    await tx.query(
      `UPDATE log_entry SET deployment_id = $4 WHERE org_id = $1 AND service_id = $2 AND environment_id = $3
         AND at >= $5 AND ($6::timestamptz IS NULL OR at < $6) AND deployment_id IS DISTINCT FROM $4`,
      [live.orgId, live.serviceId, live.environmentId, live.deploymentId, live.since, until],
    );
  }
}
