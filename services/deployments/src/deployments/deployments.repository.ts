import type { Actor } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import type { Tx } from '@throughline/platform';
import type { Slot } from '../config/config.repository.js';
import { notFound } from '../organizations/not-found.js';
import { type DeploymentState, deploymentMachine, type DeploymentTrigger } from './deployment.machine.js';
import { type DeploymentRow, SELECT_DEPLOYMENT } from './deployment-row.js';
import type { DeploymentKind } from './deployments.dto.js';
import type { PastDeployment } from './rollback-target.js';

export interface NewDeployment extends Slot {
  kind: DeploymentKind;
  releaseId: string;
  configVersionId: string | null;
  requestedBy: Actor;
  requestId?: string;
  executionId?: string | null;
  fromEnvironmentId?: string;
  rollbackOfId?: string;
  incidentId?: string | null;
  reason?: string | null;
}

/** Until the commit nobody else creates, starts or ends a deployment of this service to this environment. */
export async function lockSlot(tx: Tx, slot: Slot): Promise<void> {
  const key = `slot:${slot.serviceId}:${slot.environmentId}`;
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
}

/** Writes a queued deployment, numbered within the organization. Resolves to its id. */
export async function insertDeployment(tx: Tx, one: NewDeployment): Promise<string> {
  const [counter] = await tx.query<{ last_number: number }>(
    `INSERT INTO deployment_counter AS c (org_id, last_number) VALUES ($1, 1)
     ON CONFLICT (org_id) DO UPDATE SET last_number = c.last_number + 1 RETURNING last_number`,
    [tx.orgId],
  );
  const id = newId();
  const columns: Record<string, unknown> = {
    id,
    org_id: tx.orgId,
    number: counter?.last_number,
    kind: one.kind,
    status: deploymentMachine.initial,
    service_id: one.serviceId,
    environment_id: one.environmentId,
    release_id: one.releaseId,
    config_version_id: one.configVersionId,
    from_environment_id: one.fromEnvironmentId ?? null,
    request_id: one.requestId ?? null,
    execution_id: one.executionId ?? null,
    rollback_of_id: one.rollbackOfId ?? null,
    incident_id: one.incidentId ?? null,
    reason: one.reason ?? null,
    requested_by_id: one.requestedBy.userId,
    requested_by_name: one.requestedBy.name,
  };
  const names = Object.keys(columns);
  const marks = names.map((_, index) => `$${index + 1}`).join(', ');
  await tx.query(`INSERT INTO deployment (${names.join(', ')}) VALUES (${marks})`, Object.values(columns));
  return id;
}

export async function deploymentRow(tx: Tx, id: string): Promise<DeploymentRow | undefined> {
  const [row] = await tx.query<DeploymentRow>(`${SELECT_DEPLOYMENT} WHERE d.id = $1`, [id]);
  return row;
}

/** Rejects with `not_found`. */
export async function requireDeployment(tx: Tx, id: string): Promise<DeploymentRow> {
  const row = await deploymentRow(tx, id);
  if (!row) throw notFound();
  return row;
}

export async function liveDeployment(tx: Tx, slot: Slot): Promise<DeploymentRow | undefined> {
  const [row] = await tx.query<DeploymentRow>(
    `${SELECT_DEPLOYMENT} WHERE d.service_id = $1 AND d.environment_id = $2 AND d.status = 'live'`,
    [slot.serviceId, slot.environmentId],
  );
  return row;
}

/** Everything that was ever live in the slot, newest first. A deployment ends its work the moment it goes live. */
export async function liveHistory(tx: Tx, slot: Slot): Promise<PastDeployment[]> {
  return tx.query<PastDeployment>(
    `SELECT id, status, release_id AS "releaseId" FROM deployment
      WHERE service_id = $1 AND environment_id = $2 AND status IN ('live', 'superseded', 'rolled_back')
      ORDER BY finished_at DESC, number DESC LIMIT 200`,
    [slot.serviceId, slot.environmentId],
  );
}

/** True while a deployment of the slot waits or works. */
export async function isSlotBusy(tx: Tx, slot: Slot): Promise<boolean> {
  const rows = await tx.query(
    `SELECT 1 FROM deployment WHERE service_id = $1 AND environment_id = $2
        AND status IN ('queued', 'deploying', 'verifying') LIMIT 1`,
    [slot.serviceId, slot.environmentId],
  );
  return rows.length > 0;
}

type Change = Partial<{ message: string | null; url: string | null; previous_deployment_id: string | null }>;

/**
 * Compare-and-set by the machine's table: false when the deployment is in no state from which the trigger leads on.
 * Work that begins is stamped `started_at`, work that ends `finished_at`.
 */
export async function advance(tx: Tx, id: string, trigger: DeploymentTrigger, change: Change = {}): Promise<boolean> {
  const [now] = await tx.query<{ status: DeploymentState }>('SELECT status FROM deployment WHERE id = $1 FOR UPDATE', [
    id,
  ]);
  const step = now ? deploymentMachine.next(now.status, trigger) : undefined;
  if (!step?.ok) return false;
  const set = Object.keys(change).map((name, index) => `, ${name} = $${index + 4}`);
  const rows = await tx.query(
    `UPDATE deployment SET status = $2${set.join('')}${STAMP[trigger] ?? ''} WHERE id = $1 AND status = $3 RETURNING id`,
    [id, step.to, now?.status, ...Object.values(change)],
  );
  return rows.length === 1;
}

const FINISH = ', finished_at = clock_timestamp()';
const STAMP: Partial<Record<DeploymentTrigger, string>> = {
  start: ', started_at = clock_timestamp()',
  go_live: FINISH,
  fail: FINISH,
  cancel: FINISH,
};

/** Adds a line to what people read about a deployment. */
export async function logLine(tx: Tx, deploymentId: string, line: { level: string; text: string }): Promise<void> {
  await tx.query('INSERT INTO deployment_log (id, org_id, deployment_id, level, text) VALUES ($1, $2, $3, $4, $5)', [
    newId(),
    tx.orgId,
    deploymentId,
    line.level,
    line.text.replaceAll('\0', ''),
  ]);
}
