import type { Tx } from '@throughline/platform';
import { type DeploymentRow, SELECT_DEPLOYMENT } from '../deployments/deployment-row.js';
import { allEnvironments, type EnvironmentRow } from '../environments/environments.repository.js';
import { type HoldRow, openHolds } from '../holds/holds.repository.js';

export interface BoardData {
  environments: EnvironmentRow[];
  services: { id: string; name: string }[];
  /** The live deployments and those under way, the ones that work before the ones that wait. */
  deployments: DeploymentRow[];
  /** By deployment: whether all of its targets answered when last looked at; null before the first look. */
  health: Map<string, boolean | null>;
  holds: HoldRow[];
  /** The releases whose last stay in a slot ended by a rollback. */
  rolledBack: { service_id: string; environment_id: string; release_id: string }[];
}

/** Everything on the board, in as many statements as there are kinds of things on it. */
export async function boardData(tx: Tx): Promise<BoardData> {
  const health = await tx.query<{ deployment_id: string; healthy: boolean | null }>(
    `SELECT t.deployment_id, CASE WHEN bool_or(t.healthy IS NULL) THEN NULL ELSE bool_and(t.healthy) END AS healthy
       FROM deployment_target t JOIN deployment d ON d.id = t.deployment_id AND d.status = 'live'
      GROUP BY t.deployment_id`,
  );
  return {
    environments: await allEnvironments(tx),
    services: await tx.query('SELECT id, name FROM service ORDER BY name, id'),
    deployments: await tx.query<DeploymentRow>(
      `${SELECT_DEPLOYMENT} WHERE d.status IN ('live', 'queued', 'deploying', 'verifying')
        ORDER BY d.status = 'queued', d.number`,
    ),
    health: new Map(health.map((row) => [row.deployment_id, row.healthy])),
    holds: await openHolds(tx),
    rolledBack: await tx.query(
      `SELECT service_id, environment_id, release_id FROM (
         SELECT DISTINCT ON (service_id, environment_id, release_id) service_id, environment_id, release_id, status
           FROM deployment WHERE status IN ('live', 'superseded', 'rolled_back')
          ORDER BY service_id, environment_id, release_id, finished_at DESC) last WHERE status = 'rolled_back'`,
    ),
  };
}
