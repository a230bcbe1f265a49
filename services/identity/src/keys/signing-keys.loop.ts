import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { LOGGER, type Logger } from '@throughline/platform';
import { SigningKeys } from './signing-keys.js';

/** Far shorter than a new key waits before it signs. */
const RELOAD_MS = 60_000;

/** Every replica looks once a minute for a key that a rotation has made or retired. */
@Injectable()
export class SigningKeysLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly keys: SigningKeys,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.look(), RELOAD_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private look(): void {
    this.running ??= this.keys
      .reload()
      .catch((error: unknown) => this.logger.warn({ err: error }, 'the signing keys stay as they were loaded'))
      .finally(() => {
        this.running = undefined;
      });
  }
}
