import { mayAct, type Tx } from '@throughline/platform';
import type { DeploymentRow } from '../deployments/deployment-row.js';

/** Wakes the work loop at the commit that queued work; only a hint, the loop also looks by itself. */
export const WORK_CHANNEL = 'deployments_work';
/** A worker that has not renewed for this long is taken for dead. */
export const LEASE_SECONDS = 30;

/** The right to work on a deployment: every write of its holder names the fence, so a late one changes nothing. */
export interface Lease {
  deploymentId: string;
  orgId: string;
  fence: number;
}

interface LeaseRow {
  deployment_id: string;
  org_id: string;
  fence: number;
}

/** Rollbacks go first in their slot: what is broken now is worse than what waits. */
export async function enqueueWork(tx: Tx, row: DeploymentRow): Promise<void> {
  await tx.query(
    `INSERT INTO deployment_work (deployment_id, org_id, service_id, environment_id, urgent) VALUES ($1, $2, $3, $4, $5)`,
    [row.id, row.org_id, row.service_id, row.environment_id, row.kind === 'rollback'],
  );
  tx.hint(WORK_CHANNEL);
}

/**
 * Takes the next piece of work that nobody holds: one that was started before anything else, then the first of each
 * slot in which nothing is under way, urgent before old. What a suspended organization has queued waits; what is under
 * way is brought to its end. Needs a SystemTx.
 */
export async function claimWork(tx: Tx): Promise<Lease | undefined> {
  const [row] = await tx.query<LeaseRow>(
    `UPDATE deployment_work SET fence = fence + 1, lease_until = clock_timestamp() + make_interval(secs => $1)
      WHERE deployment_id = (
        SELECT w.deployment_id FROM deployment_work w
         WHERE (w.lease_until IS NULL OR w.lease_until < clock_timestamp()) AND w.not_before <= clock_timestamp()
           AND (w.started OR ${mayAct('w')})
           AND NOT EXISTS (
             SELECT 1 FROM deployment_work o
              WHERE o.org_id = w.org_id AND o.service_id = w.service_id AND o.environment_id = w.environment_id
                AND o.deployment_id <> w.deployment_id
                AND (o.started, o.urgent, w.queued_at, w.deployment_id) > (w.started, w.urgent, o.queued_at, o.deployment_id))
         ORDER BY w.started DESC, w.urgent DESC, w.queued_at LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING deployment_id, org_id, fence`,
    [LEASE_SECONDS],
  );
  return row ? { deploymentId: row.deployment_id, orgId: row.org_id, fence: row.fence } : undefined;
}

/** False when the lease was lost. Needs a SystemTx. */
export async function renewLease(tx: Tx, lease: Lease): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE deployment_work SET lease_until = clock_timestamp() + make_interval(secs => $3)
      WHERE deployment_id = $1 AND fence = $2 RETURNING 1`,
    [lease.deploymentId, lease.fence, LEASE_SECONDS],
  );
  return rows.length === 1;
}

/** Gives work back, to be taken after `delaySeconds`. */
export async function releaseLease(tx: Tx, lease: Lease, delaySeconds: number): Promise<void> {
  await tx.query(
    `UPDATE deployment_work SET lease_until = NULL, not_before = clock_timestamp() + make_interval(secs => $3)
      WHERE deployment_id = $1 AND fence = $2`,
    [lease.deploymentId, lease.fence, delaySeconds],
  );
}

/** True when the transaction's writes are the lease holder's; holds the row until the commit. */
export async function holdsLease(tx: Tx, lease: Lease): Promise<boolean> {
  const rows = await tx.query('SELECT 1 FROM deployment_work WHERE deployment_id = $1 AND fence = $2 FOR UPDATE', [
    lease.deploymentId,
    lease.fence,
  ]);
  return rows.length === 1;
}

export async function markStarted(tx: Tx, lease: Lease): Promise<void> {
  await tx.query('UPDATE deployment_work SET started = true WHERE deployment_id = $1', [lease.deploymentId]);
}

/** The work is done; the next one of the slot may be taken. */
export async function finishWork(tx: Tx, lease: Lease): Promise<void> {
  await tx.query('DELETE FROM deployment_work WHERE deployment_id = $1', [lease.deploymentId]);
  tx.hint(WORK_CHANNEL);
}
