import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { LOGGER, type Logger, PgListener, PLATFORM_CONFIG, type PlatformConfig } from '@throughline/platform';
import { WorkLoop } from '../work-loop/work-loop.js';
import { Turns } from './turns.js';
import { TURNS_CHANNEL } from './turns.repository.js';

const POLL_MS = 2_000;

/** Gives turns on, in the processes that work. */
@Injectable()
export class TurnLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: WorkLoop;
  private unsubscribe: () => void = () => undefined;

  constructor(
    turns: Turns,
    private readonly listener: PgListener,
    @Inject(PLATFORM_CONFIG) private readonly config: PlatformConfig,
    @Inject(LOGGER) logger: Logger,
  ) {
    const failed = (err: unknown): void => logger.warn({ err }, 'giving turns on failed');
    this.loop = new WorkLoop(() => turns.giveOn(), POLL_MS, failed);
  }

  onApplicationBootstrap(): void {
    if (this.config.PROCESS_ROLE === 'http') return;
    this.unsubscribe = this.listener.on(TURNS_CHANNEL, () => this.loop.wake());
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.unsubscribe();
    await this.loop.stop();
  }
}
