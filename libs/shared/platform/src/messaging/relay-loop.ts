import { Inject, Injectable, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common';
import { LOGGER, type Logger } from '../context/root-logger.js';
import { PgListener } from '../database/pg-listener.js';
import type { ServiceManifest } from '../service-manifest.js';
import { MANIFEST } from './manifest-token.js';
import { OUTBOX_CHANNEL } from './outbox.js';
import { Relay } from './relay.js';

const POLL_MS = 1_000;

/** Runs the relay: at once when a commit says so, and every second in any case. */
@Injectable()
export class RelayLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private again = false;
  private stopped = false;

  constructor(
    private readonly relay: Relay,
    private readonly listener: PgListener,
    @Inject(MANIFEST) private readonly manifest: ServiceManifest,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    // The channel is the database's, the payload the schema that has news.
    this.listener.on(OUTBOX_CHANNEL, (schema) => schema === this.manifest.name && this.wake());
    this.timer = setInterval(() => this.wake(), POLL_MS);
    this.wake();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.running;
    await this.relay.close();
  }

  /** Starts a pass, or notes that another is due when one is under way. */
  wake(): void {
    if (this.stopped) return;
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = this.pass().finally(() => {
      this.running = undefined;
      if (this.again) {
        this.again = false;
        this.wake();
      }
    });
  }

  private async pass(): Promise<void> {
    try {
      await this.relay.drain();
    } catch (error) {
      this.logger.warn({ err: error }, 'events could not be published; they stay in the outbox');
    }
  }
}
