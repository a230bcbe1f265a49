import type { Tx } from '@throughline/platform';
import type { DeploymentState } from '../deployments/deployment.machine.js';
import type { HostRow } from '../hosts/hosts.repository.js';

/** A host as the target of a deployment. */
export interface TargetRow extends Pick<HostRow, 'id' | 'name' | 'kind'> {
  port: number | null;
  healthy: boolean | null;
  restarts: number;
  may_restart: boolean;
}

export async function insertTargets(tx: Tx, deploymentId: string, hosts: readonly HostRow[]): Promise<void> {
  await tx.query(
    `INSERT INTO deployment_target (org_id, deployment_id, host_id, status) SELECT $1, $2, unnest($3::uuid[]), 'queued'`,
    [tx.orgId, deploymentId, hosts.map(({ id }) => id)],
  );
}

export function targetsOf(tx: Tx, deploymentId: string): Promise<TargetRow[]> {
  return tx.query<TargetRow>(
    `SELECT h.id, h.name, h.kind, t.port, t.healthy, t.restarts,
            coalesce(t.restart_after <= clock_timestamp(), true) AS may_restart
       FROM deployment_target t JOIN host h ON h.id = t.host_id WHERE t.deployment_id = $1 ORDER BY h.id`,
    [deploymentId],
  );
}

/** Moves all targets of a deployment along with it. */
export async function setTargets(tx: Tx, deploymentId: string, status: DeploymentState): Promise<void> {
  await tx.query(
    `UPDATE deployment_target SET status = $2, started_at = coalesce(started_at, clock_timestamp()),
            finished_at = CASE WHEN $2 IN ('live', 'failed', 'cancelled') THEN clock_timestamp() ELSE finished_at END
      WHERE deployment_id = $1`,
    [deploymentId, status],
  );
}

export interface TargetKey {
  deploymentId: string;
  hostId: string;
}

/** Notes where the app answers, and that it does. */
export async function noteAddress(tx: Tx, key: TargetKey, address: { url: string; port: number }): Promise<void> {
  await tx.query(
    `UPDATE deployment_target SET url = $3, port = $4, healthy = true WHERE deployment_id = $1 AND host_id = $2`,
    [key.deploymentId, key.hostId, address.url, address.port],
  );
}

/** Notes what went wrong on a target, for the target alone. */
export async function noteTargetMessage(tx: Tx, key: TargetKey, message: string): Promise<void> {
  await tx.query('UPDATE deployment_target SET message = $3 WHERE deployment_id = $1 AND host_id = $2', [
    key.deploymentId,
    key.hostId,
    message,
  ]);
}

/** Notes a look at the app; resolves to whether that is news. A healthy app's count of restarts begins anew. */
export async function noteTargetHealth(tx: Tx, key: TargetKey, healthy: boolean): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE deployment_target SET healthy = $3, restarts = CASE WHEN $3 THEN 0 ELSE restarts END
      WHERE deployment_id = $1 AND host_id = $2 AND (healthy IS DISTINCT FROM $3 OR ($3 AND restarts > 0)) RETURNING 1`,
    [key.deploymentId, key.hostId, healthy],
  );
  return rows.length === 1;
}

/** Counts a restart; the next one may follow after 10 s, 20 s, 40 s … up to 10 min. */
export async function noteRestart(tx: Tx, key: TargetKey): Promise<void> {
  await tx.query(
    `UPDATE deployment_target SET restarts = restarts + 1,
            restart_after = clock_timestamp() + make_interval(secs => least(600, 10 * 2 ^ least(restarts, 10)))
      WHERE deployment_id = $1 AND host_id = $2`,
    [key.deploymentId, key.hostId],
  );
}
