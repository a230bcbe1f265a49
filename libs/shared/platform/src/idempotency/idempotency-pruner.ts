import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { LOGGER, type Logger } from '../context/root-logger.js';
import { IdempotencyKeys } from './idempotency-keys.js';

const EVERY_MS = 600_000;

/** Forgets idempotency keys that are older than 48 hours, every ten minutes. Any number may run. */
@Injectable()
export class IdempotencyPruner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly keys: IdempotencyKeys,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.running = this.pass();
    }, EVERY_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private async pass(): Promise<void> {
    try {
      await this.keys.prune();
    } catch (error) {
      this.logger.warn({ err: error }, 'old idempotency keys stay until the next pass');
    }
  }
}
