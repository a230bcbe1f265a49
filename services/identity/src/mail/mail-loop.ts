import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import {
  LOGGER,
  type Logger,
  MANIFEST,
  PgListener,
  PLATFORM_CONFIG,
  type PlatformConfig,
  type ServiceManifest,
} from '@throughline/platform';
import { MailSender } from './mail-sender.js';
import { MAIL_CHANNEL } from './mailer.js';

const POLL_MS = 2_000;

/** Runs the sender in the worker: at once when a commit says so, and every two seconds in any case. */
@Injectable()
export class MailLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private again = false;
  private stopped = false;

  constructor(
    private readonly sender: MailSender,
    private readonly listener: PgListener,
    @Inject(PLATFORM_CONFIG) private readonly config: PlatformConfig,
    @Inject(MANIFEST) private readonly manifest: ServiceManifest,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.PROCESS_ROLE === 'http') return;
    this.listener.on(MAIL_CHANNEL, (schema) => schema === this.manifest.name && this.wake());
    this.timer = setInterval(() => this.wake(), POLL_MS);
    this.wake();
  }

  /** The mail at hand is finished, no other is begun. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.running;
  }

  private wake(): void {
    if (this.stopped) return;
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = this.pass().finally(() => {
      this.running = undefined;
      if (!this.again) return;
      this.again = false;
      this.wake();
    });
  }

  private async pass(): Promise<void> {
    try {
      await this.sender.drain(() => this.stopped);
    } catch (error) {
      this.logger.warn({ err: error }, 'mail could not be sent; it stays queued');
    }
  }
}
