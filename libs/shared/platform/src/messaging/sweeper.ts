import { Inject, Injectable, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common';
import { PLATFORM_CONFIG, type PlatformConfig } from '../config/platform.config.js';
import { LOGGER, type Logger } from '../context/root-logger.js';
import { PgListener } from '../database/pg-listener.js';
import type { ServiceManifest } from '../service-manifest.js';
import { InboxRedrives } from './inbox-redrives.js';
import { MANIFEST } from './manifest-token.js';
import { OutboxDeliveries } from './outbox-deliveries.js';
import { PollLoop } from './poll-loop.js';

/** Channel on which a commit makes the sweeper of the service in the payload look at once; only a hint. */
export const SWEEP_CHANNEL = 'sweep';

/**
 * Re-drives whatever is overdue, every five seconds: queues only make things fast, this makes them happen. Any number
 * may run, each row is one sweeper's.
 */
@Injectable()
export class Sweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop = new PollLoop(
    (stopping) => this.sweep(stopping),
    (error) => this.logger.warn({ err: error }, 'the sweep failed; the next one follows'),
  );

  constructor(
    private readonly deliveries: OutboxDeliveries,
    private readonly redrives: InboxRedrives,
    private readonly listener: PgListener,
    @Inject(MANIFEST) private readonly manifest: ServiceManifest,
    @Inject(PLATFORM_CONFIG) private readonly config: PlatformConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.listener.on(SWEEP_CHANNEL, (schema) => schema === this.manifest.name && this.loop.wake());
    this.loop.start(this.config.SWEEP_MS);
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.loop.stop();
  }

  /** One pass; what one part of it throws keeps no other part from its work. */
  async sweep(stopping?: AbortSignal): Promise<void> {
    const parts = [
      () => this.redrives.followers(),
      () => this.redrives.replays(),
      () => this.deliveries.redriveDue(stopping),
      () => this.redrives.alarm(),
    ];
    const results = await Promise.allSettled(parts.map((part) => part()));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  }
}
