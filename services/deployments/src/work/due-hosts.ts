import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger, SystemTx } from '@throughline/platform';
import { claimDueHosts, type HostRow, makeHostsDue } from '../hosts/hosts.repository.js';
import { Reconciler } from './reconciler.js';

/** How often each host is looked at. */
const LOOK_SECONDS = 10;
const AT_ONCE = 8;

/** Looks at every host at the start and every 10 s, and at a new one at once. */
@Injectable()
export class DueHosts {
  private hasBegun = false;

  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly systemTx: SystemTx,
    private readonly reconciler: Reconciler,
  ) {}

  /** Looks at those that are due, a few at a time. */
  async look(stopping: AbortSignal): Promise<void> {
    if (!this.hasBegun) await this.systemTx.run(makeHostsDue);
    this.hasBegun = true;
    const hosts = await this.systemTx.run((tx) => claimDueHosts(tx, AT_ONCE, LOOK_SECONDS));
    await Promise.all(hosts.map((host) => this.reconcile(host, stopping)));
  }

  private async reconcile(host: HostRow, stopping: AbortSignal): Promise<void> {
    await this.reconciler.reconcile(host, stopping).catch((error: unknown) => {
      if (!stopping.aborted) this.logger.warn({ err: error, hostId: host.id }, 'host not reconciled');
    });
  }
}
