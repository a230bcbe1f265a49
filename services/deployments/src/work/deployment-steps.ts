import { Injectable } from '@nestjs/common';
import { fp, OrgTx, type Tx } from '@throughline/platform';
import { DeploymentAnnouncer } from '../deployments/deployment.announcer.js';
import type { DeploymentRow } from '../deployments/deployment-row.js';
import {
  advance,
  liveDeployment,
  lockSlot,
  logLine,
  requireDeployment,
} from '../deployments/deployments.repository.js';
import { openHolds } from '../holds/holds.repository.js';
import { hostsOfEnvironment } from '../hosts/hosts.repository.js';
import { LeaseLost } from './lease-lost.js';
import { insertTargets, setTargets, targetsOf, type TargetRow } from './targets.repository.js';
import { finishWork, holdsLease, type Lease, markStarted } from './work-queue.js';

/** A deployment under way and the hosts it goes to. */
export interface Job {
  lease: Lease;
  row: DeploymentRow;
  targets: TargetRow[];
  /** Another worker had begun it. */
  isResumed: boolean;
}

/** The durable steps of a deployment: each one transaction, each refused to a worker that lost its lease. */
@Injectable()
export class DeploymentSteps {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly announcer: DeploymentAnnouncer,
  ) {}

  /** Starts a queued deployment or picks up one that was started; undefined when there is nothing left to do on it. */
  begin(lease: Lease): Promise<Job | undefined> {
    return this.step(lease, async (tx, row) => {
      if (row.status === 'queued') return this.start(tx, lease, row);
      if (row.status === 'deploying' || row.status === 'verifying') {
        await logLine(tx, row.id, { level: 'warn', text: 'the worker before ended midway; another one goes on' });
        return { lease, row, targets: await targetsOf(tx, row.id), isResumed: true };
      }
      await finishWork(tx, lease);
      return undefined;
    });
  }

  verifying({ lease }: Job): Promise<void> {
    return this.step(lease, async (tx, row) => {
      if (row.status !== 'verifying') await must(advance(tx, row.id, 'verify'));
      await setTargets(tx, row.id, 'verifying');
      await this.announcer.changed(tx, row);
    });
  }

  /** The point of no return: what was live ends, this one is live, and everybody is told. */
  live({ lease }: Job, url: string | null): Promise<void> {
    return this.step(lease, async (tx, row) => {
      const before = await liveDeployment(tx, slotOf(row));
      if (before) {
        const trigger = before.id === row.rollback_of_id ? 'roll_back' : 'supersede';
        await must(advance(tx, before.id, trigger));
        await setTargets(tx, before.id, trigger === 'roll_back' ? 'rolled_back' : 'superseded');
      }
      await must(advance(tx, row.id, 'go_live', { url, message: null }));
      await setTargets(tx, row.id, 'live');
      await logLine(tx, row.id, { level: 'info', text: `${row.version} is live in ${row.environment_name}` });
      await this.announcer.finished(tx, row.id, 'live');
      await finishWork(tx, lease);
      fp('deployment.before_live_commit');
    });
  }

  failed({ lease }: Job, message: string): Promise<void> {
    return this.step(lease, async (tx, row) => {
      await must(advance(tx, row.id, 'fail', { message }));
      await setTargets(tx, row.id, 'failed');
      await logLine(tx, row.id, { level: 'error', text: message });
      await this.announcer.finished(tx, row.id, 'failed');
      await finishWork(tx, lease);
      fp('deployment.before_failed_commit');
    });
  }

  /** Any other write on behalf of the job. */
  note({ lease }: Job, write: (tx: Tx, row: DeploymentRow) => Promise<void>): Promise<void> {
    return this.step(lease, write);
  }

  private async start(tx: Tx, lease: Lease, row: DeploymentRow): Promise<Job | undefined> {
    const before = await liveDeployment(tx, slotOf(row));
    const obstacle = await obstacleOf(tx, row, before);
    if (obstacle !== undefined) {
      await must(advance(tx, row.id, 'cancel', { message: obstacle }));
      await logLine(tx, row.id, { level: 'warn', text: obstacle });
      await this.announcer.finished(tx, row.id, 'cancelled');
      await finishWork(tx, lease);
      return undefined;
    }
    await must(advance(tx, row.id, 'start', { previous_deployment_id: before?.id ?? null }));
    await insertTargets(tx, row.id, await hostsOfEnvironment(tx, row.environment_id));
    await setTargets(tx, row.id, 'deploying');
    await markStarted(tx, lease);
    await this.announcer.started(tx, row.id);
    fp('deployment.before_start_commit');
    const started = await requireDeployment(tx, row.id);
    return { lease, row: started, targets: await targetsOf(tx, row.id), isResumed: false };
  }

  private step<T>(lease: Lease, work: (tx: Tx, row: DeploymentRow) => Promise<T>): Promise<T> {
    return this.orgTx.run(lease.orgId, async (tx) => {
      if (!(await holdsLease(tx, lease))) throw new LeaseLost();
      const row = await requireDeployment(tx, lease.deploymentId);
      await lockSlot(tx, slotOf(row));
      return work(tx, row);
    });
  }
}

export function slotOf(row: DeploymentRow): { serviceId: string; environmentId: string } {
  return { serviceId: row.service_id, environmentId: row.environment_id };
}

/** What changed since the deployment was asked for, so that it must not begin any more. */
async function obstacleOf(tx: Tx, row: DeploymentRow, live: DeploymentRow | undefined): Promise<string | undefined> {
  if (row.rollback_of_id !== null && row.rollback_of_id !== live?.id) {
    return 'The deployment to roll back is not live any more.';
  }
  if (row.kind !== 'promotion') return undefined;
  const holds = await openHolds(tx, row.service_id);
  const stop = holds.find(({ environment_id: id }) => id === row.environment_id || id === row.from_environment_id);
  return stop ? `The line is stopped: ${stop.reason}.` : undefined;
}

/** A refusal by the machine here means that two workers met, which lease and slot lock rule out. */
async function must(advanced: Promise<boolean>): Promise<void> {
  if (!(await advanced)) throw new LeaseLost();
}
