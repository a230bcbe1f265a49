import type { Tx } from '@throughline/platform';
import { type DeploymentRow, SELECT_DEPLOYMENT } from './deployment-row.js';
import type { ListDeploymentsQuery } from './deployments.dto.js';

type Filter = Pick<ListDeploymentsQuery, 'limit' | 'serviceId' | 'environmentId' | 'status' | 'active'> & {
  beforeNumber: number | undefined;
};

/** Newest first; `limit` + 1 rows below the number of the cursor. */
export function listDeploymentRows(tx: Tx, filter: Filter): Promise<DeploymentRow[]> {
  return tx.query<DeploymentRow>(
    `${SELECT_DEPLOYMENT}
      WHERE ($2::int IS NULL OR d.number < $2) AND ($3::uuid IS NULL OR d.service_id = $3)
        AND ($4::uuid IS NULL OR d.environment_id = $4) AND ($5::text IS NULL OR d.status = $5)
        AND ($6::boolean IS NULL OR (d.status IN ('queued', 'deploying', 'verifying')) = $6)
      ORDER BY d.number DESC LIMIT $1`,
    [
      filter.limit + 1,
      filter.beforeNumber ?? null,
      filter.serviceId ?? null,
      filter.environmentId ?? null,
      filter.status ?? null,
      filter.active ?? null,
    ],
  );
}
