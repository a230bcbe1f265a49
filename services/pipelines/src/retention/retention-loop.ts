import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { LOGGER, type Logger, PLATFORM_CONFIG, type PlatformConfig } from '@throughline/platform';
import { WorkLoop } from '../work-loop/work-loop.js';
import { RetentionSweeper } from './retention-sweeper.js';

const POLL_MS = 60_000;

/** Looks every minute whose round is due. */
@Injectable()
export class RetentionLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop = new WorkLoop(
    (stopping) => this.sweeper.drain(stopping),
    POLL_MS,
    (error) => this.logger.warn({ err: error }, 'what is not kept any longer is not looked for'),
  );

  constructor(
    private readonly sweeper: RetentionSweeper,
    @Inject(PLATFORM_CONFIG) private readonly config: PlatformConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.PROCESS_ROLE !== 'http') this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }
}
