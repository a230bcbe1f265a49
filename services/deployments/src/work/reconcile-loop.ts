import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import {
  LOGGER,
  type Logger,
  PgListener,
  PLATFORM_CONFIG,
  type PlatformConfig,
  PollLoop,
  SystemTx,
} from '@throughline/platform';
import { HOSTS_CHANNEL } from '../hosts/hosts.channel.js';
import { claimDueHosts, type HostRow, makeHostsDue } from '../hosts/hosts.repository.js';
import { Reconciler } from './reconciler.js';

const POLL_MS = 1_000;
/** How often each host is looked at. */
const LOOK_SECONDS = 10;
const AT_ONCE = 8;

/** Looks at every host at the start and every 10 s, and at a new one at once. */
@Injectable()
export class ReconcileLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop = new PollLoop(
    () => this.pass(),
    (error) => this.logger.warn({ err: error }, 'no host could be looked at'),
  );
  private readonly stopping = new AbortController();
  private hasBegun = false;

  constructor(
    @Inject(PLATFORM_CONFIG) private readonly config: PlatformConfig,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly systemTx: SystemTx,
    private readonly listener: PgListener,
    private readonly reconciler: Reconciler,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.PROCESS_ROLE === 'http') return;
    this.listener.on(HOSTS_CHANNEL, () => this.loop.wake());
    this.loop.start(POLL_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.loop.stop();
  }

  private async pass(): Promise<void> {
    if (!this.hasBegun) await this.systemTx.run(makeHostsDue);
    this.hasBegun = true;
    const hosts = await this.systemTx.run((tx) => claimDueHosts(tx, AT_ONCE, LOOK_SECONDS));
    await Promise.all(hosts.map((host) => this.look(host)));
  }

  private async look(host: HostRow): Promise<void> {
    await this.reconciler.reconcile(host, this.stopping.signal).catch((error: unknown) => {
      if (!this.stopping.signal.aborted) this.logger.warn({ err: error, hostId: host.id }, 'host not reconciled');
    });
  }
}
