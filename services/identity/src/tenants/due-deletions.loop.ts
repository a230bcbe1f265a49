import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { LOGGER, type Logger, PLATFORM_CONFIG, type PlatformConfig } from '@throughline/platform';
import { DueDeletions } from './due-deletions.js';

const POLL_MS = 15_000;

/** Looks every 15 seconds for a deletion that is due. Any number of workers may. */
@Injectable()
export class DueDeletionsLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly deletions: DueDeletions,
    @Inject(PLATFORM_CONFIG) private readonly config: PlatformConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.PROCESS_ROLE === 'http') return;
    this.timer = setInterval(() => this.look(), POLL_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private look(): void {
    this.running ??= this.deletions
      .drain()
      .then(() => undefined)
      .catch((error: unknown) => this.logger.warn({ err: error }, 'a due deletion waits'))
      .finally(() => {
        this.running = undefined;
      });
  }
}
