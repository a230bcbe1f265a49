import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { LOGGER, type Logger, PLATFORM_CONFIG, type PlatformConfig, SystemTx } from '@throughline/platform';
import { WorkLoop } from '../work-loop/work-loop.js';
import { PipelineDraftsRepository } from './pipeline-drafts.repository.js';

const EVERY_MS = 3_600_000;

/** Deletes drafts that nobody has gone on with, every hour. Any number of processes may. */
@Injectable()
export class DraftExpiryLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: WorkLoop;

  constructor(
    private readonly systemTx: SystemTx,
    private readonly drafts: PipelineDraftsRepository,
    @Inject(PLATFORM_CONFIG) private readonly config: PlatformConfig,
    @Inject(LOGGER) logger: Logger,
  ) {
    const failed = (err: unknown): void => logger.warn({ err }, 'old drafts stay until the next look');
    this.loop = new WorkLoop((stopping) => this.expire(stopping), EVERY_MS, failed);
  }

  onApplicationBootstrap(): void {
    if (this.config.PROCESS_ROLE !== 'http') this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  /** Everything that is old. */
  async expire(stopping?: AbortSignal): Promise<void> {
    while (!stopping?.aborted && (await this.systemTx.run((tx) => this.drafts.expire(tx))));
  }
}
