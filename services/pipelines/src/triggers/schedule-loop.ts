import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { LOGGER, type Logger, PLATFORM_CONFIG, type PlatformConfig } from '@throughline/platform';
import { WorkLoop } from '../work-loop/work-loop.js';
import { ScheduleTicker } from './schedule-ticker.js';

/** Times come by the minute; this is how late they may be. */
const POLL_MS = 1_000;

/** Asks every second which schedules are due. */
@Injectable()
export class ScheduleLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop = new WorkLoop(
    (stopping) => this.ticker.fireAllDue(stopping),
    POLL_MS,
    (error) => this.logger.warn({ err: error }, 'schedules wait'),
  );

  constructor(
    private readonly ticker: ScheduleTicker,
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
