import { Inject, Injectable } from '@nestjs/common';
import { AppError } from '@throughline/kernel';
import { LiveHub, LOGGER, type Logger, OrgTx, type Tx } from '@throughline/platform';
import { ConfigReader } from '../config/config-reader.js';
import { type DeploymentRow, SELECT_DEPLOYMENT } from '../deployments/deployment-row.js';
import { deploymentMachine } from '../deployments/deployment.machine.js';
import { deploymentRow, isSlotBusy, logLine } from '../deployments/deployments.repository.js';
import { type HostRow, noteHealth } from '../hosts/hosts.repository.js';
import type { AppSpec, ObservedApp } from '../provider/provider.js';
import { Providers } from '../provider/providers.js';
import { appSpecOf } from './app-spec.js';
import { slotOf } from './deployment-steps.js';
import { SlotLocks } from './slot-locks.js';
import { noteAddress, noteRestart, noteTargetHealth, type TargetRow, targetsOf } from './targets.repository.js';

/** Brings a host back to what is live: apps that died are started again, strays are stopped, health is noted. */
@Injectable()
export class Reconciler {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly live: LiveHub,
    private readonly providers: Providers,
    private readonly config: ConfigReader,
    private readonly locks: SlotLocks,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Never rejects for what is wrong with one app; the others are looked at all the same. */
  async reconcile(host: HostRow, signal: AbortSignal): Promise<void> {
    const isUsable = await this.probe(host);
    const rows = await this.orgTx.run(host.org_id, (tx) => liveOn(tx, host.environment_id));
    for (const row of rows) {
      if (signal.aborted) return;
      const { serviceId, environmentId } = slotOf(row);
      await this.locks
        .run(serviceId, environmentId, () => this.lookAt(host, row.id, { isUsable, signal }))
        .catch((error: unknown) => this.logger.warn({ err: error, deploymentId: row.id }, 'not reconciled'));
    }
    if (isUsable) await this.stopStrays(host);
  }

  private async probe(host: HostRow): Promise<boolean> {
    const isUsable = await this.providers
      .of(host.kind)
      .probe(host)
      .then(
        () => true,
        () => false,
      );
    await this.orgTx.run(host.org_id, async (tx) => {
      if (await noteHealth(tx, host.id, isUsable ? 'reachable' : 'unreachable')) this.live.changed(tx, 'host', host.id);
    });
    return isUsable;
  }

  private async lookAt(host: HostRow, id: string, at: { isUsable: boolean; signal: AbortSignal }): Promise<void> {
    const found = await this.orgTx.run(host.org_id, async (tx) => {
      const row = await deploymentRow(tx, id);
      if (row?.status !== 'live' || (await isSlotBusy(tx, slotOf(row)))) return undefined;
      const target = (await targetsOf(tx, id)).find((one) => one.id === host.id);
      return target ? { row, target } : undefined;
    });
    if (!found) return;
    const provider = this.providers.of(host.kind);
    const app = { deploymentId: id, serviceSlug: found.row.service_slug, healthPath: found.row.health_path };
    const plan = at.isUsable ? provider.plan(app, await provider.read(host, app.serviceSlug)) : [];
    if (plan.some(({ change }) => change === 'start')) {
      if (found.target.may_restart) await this.restart(host, found, at.signal);
      return;
    }
    await this.noteHealth(host, id, at.isUsable && (await provider.isHealthy(host, app)));
  }

  private async restart(
    host: HostRow,
    { row, target }: { row: DeploymentRow; target: TargetRow },
    signal: AbortSignal,
  ): Promise<void> {
    const key = { deploymentId: row.id, hostId: host.id };
    const app = appSpecOf(row, await this.config.open(row.org_id, row.config_version_id), target.port);
    await this.orgTx.run(host.org_id, async (tx) => {
      await noteRestart(tx, key);
      await logLine(tx, row.id, { level: 'warn', text: `${host.name}: the app was not running; it is started again` });
    });
    try {
      const address = await this.bringBack(host, app, signal);
      await this.orgTx.run(host.org_id, async (tx) => {
        await noteAddress(tx, key, address);
        await tx.query(`UPDATE deployment SET url = $2 WHERE id = $1 AND url IS NOT DISTINCT FROM $3`, [
          row.id,
          address.url,
          target.port === null ? null : `http://127.0.0.1:${target.port}`,
        ]);
        await logLine(tx, row.id, { level: 'info', text: `${host.name}: healthy again at ${address.url}` });
        this.live.changed(tx, 'deployment', row.id);
      });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      await this.orgTx.run(host.org_id, (tx) =>
        logLine(tx, row.id, { level: 'error', text: `${host.name}: ${error.message}` }),
      );
      await this.noteHealth(host, row.id, false);
    }
  }

  private async bringBack(host: HostRow, app: AppSpec, signal: AbortSignal): Promise<{ url: string; port: number }> {
    const provider = this.providers.of(host.kind);
    const plan = provider.plan(app, await provider.read(host, app.serviceSlug));
    for (const change of plan.filter((one) => one.change !== 'stop')) await provider.apply(host, change, app);
    return provider.verify(host, app, signal);
  }

  private async noteHealth(host: HostRow, deploymentId: string, healthy: boolean): Promise<void> {
    await this.orgTx.run(host.org_id, async (tx) => {
      const isNews = await noteTargetHealth(tx, { deploymentId, hostId: host.id }, healthy);
      if (isNews) this.live.changed(tx, 'deployment', deploymentId);
    });
  }

  /** Apps of deployments that have ended: left by a worker that was killed before it stopped them. */
  private async stopStrays(host: HostRow): Promise<void> {
    const provider = this.providers.of(host.kind);
    for (const app of await provider.discover(host)) {
      const row = await this.orgTx.run(host.org_id, (tx) => deploymentRow(tx, app.deploymentId));
      if (!row || !deploymentMachine.isTerminal(row.status)) continue;
      await this.locks.run(row.service_id, row.environment_id, () => this.stopStray(host, row, app));
    }
  }

  private async stopStray(host: HostRow, row: DeploymentRow, app: ObservedApp): Promise<void> {
    const spec = appSpecOf(row, { variables: {}, secrets: {} });
    await this.providers.of(host.kind).apply(host, { change: 'stop', app }, spec);
    await this.orgTx.run(host.org_id, (tx) =>
      logLine(tx, row.id, { level: 'warn', text: `${host.name}: the app still ran; it is stopped` }),
    );
  }
}

function liveOn(tx: Tx, environmentId: string): Promise<DeploymentRow[]> {
  return tx.query<DeploymentRow>(`${SELECT_DEPLOYMENT} WHERE d.environment_id = $1 AND d.status = 'live'`, [
    environmentId,
  ]);
}
