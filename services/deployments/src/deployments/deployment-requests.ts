import { Injectable } from '@nestjs/common';
import type { Actor } from '@throughline/contracts';
import { Audit, type Tx } from '@throughline/platform';
import { latestConfig } from '../config/config.repository.js';
import { enqueueWork } from '../work/work-queue.js';
import { DeploymentAnnouncer } from './deployment.announcer.js';
import type { DeploymentRow } from './deployment-row.js';
import { refuseDeployment } from './deployments.errors.js';
import {
  deploymentRow,
  insertDeployment,
  liveHistory,
  lockSlot,
  logLine,
  type NewDeployment,
  requireDeployment,
} from './deployments.repository.js';
import { rollbackTarget } from './rollback-target.js';

export interface RollbackCause {
  reason: string;
  incidentId: string | null;
  requestedBy: Actor;
}

/** Puts deployments in the queue, inside a transaction of the caller. */
@Injectable()
export class DeploymentRequests {
  constructor(
    private readonly audit: Audit,
    private readonly announcer: DeploymentAnnouncer,
  ) {}

  /** A deployment of a release with the configuration that is newest at this moment. */
  async deploy(tx: Tx, one: Omit<NewDeployment, 'configVersionId'>): Promise<DeploymentRow> {
    const config = await latestConfig(tx, one);
    return this.enqueue(tx, { ...one, configVersionId: config?.id ?? null });
  }

  /**
   * A rollback of the live deployment to the last one that stood, with the configuration it stood with. The slot is
   * locked first: of a click and any number of incidents, one makes the rollback and the others see it.
   * @throws AppError when the deployment is not live, is being rolled back, or nothing stood before it
   */
  async rollBack(tx: Tx, id: string, cause: RollbackCause): Promise<DeploymentRow> {
    const found = await requireDeployment(tx, id);
    const slot = { serviceId: found.service_id, environmentId: found.environment_id };
    await lockSlot(tx, slot);
    const row = await requireDeployment(tx, id);
    if (row.rolled_back_by_id !== null) throw refuseDeployment('rollback_exists');
    if (row.status !== 'live')
      throw refuseDeployment(
        'not_live',
        `Only the live deployment can be rolled back; #${row.number} is ${words(row.status)}.`,
      );
    const target = rollbackTarget(row.id, await liveHistory(tx, slot));
    const stood = target ? await deploymentRow(tx, target.id) : undefined;
    if (!stood) throw refuseDeployment('no_rollback_target');
    return this.enqueue(tx, {
      ...slot,
      ...cause,
      kind: 'rollback',
      releaseId: stood.release_id,
      configVersionId: stood.config_version_id,
      executionId: stood.execution_id,
      rollbackOfId: row.id,
    });
  }

  private async enqueue(tx: Tx, one: NewDeployment): Promise<DeploymentRow> {
    const row = await requireDeployment(tx, await insertDeployment(tx, one));
    await enqueueWork(tx, row);
    await logLine(tx, row.id, { level: 'info', text: `${row.version} asked for by ${row.requested_by_name}` });
    await this.audit.record(tx, {
      action: one.kind === 'rollback' ? 'deployment.rollback-requested' : 'deployment.requested',
      actor: one.requestedBy,
      resourceKind: 'deployment',
      resourceId: row.id,
      resourceName: `#${row.number} ${row.service_name} ${row.environment_name}`,
      after: { kind: row.kind, version: row.version, artifactDigest: row.artifact_digest, reason: row.reason },
    });
    await this.announcer.changed(tx, row);
    return row;
  }
}

const words = (status: string): string => status.replace('_', ' ');
