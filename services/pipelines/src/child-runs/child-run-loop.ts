import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { LOGGER, type Logger, PgListener, PLATFORM_CONFIG, type PlatformConfig } from '@throughline/platform';
import { WorkLoop } from '../work-loop/work-loop.js';
import { ChildRunWork } from './child-run-work.js';
import { CHILD_RUNS_CHANNEL } from './child-runs.repository.js';

const POLL_MS = 2_000;

/** Starts and cancels what pipeline nodes ask for, woken by each. Any number of processes may. */
@Injectable()
export class ChildRunLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: WorkLoop;
  private unsubscribe: () => void = () => undefined;

  constructor(
    private readonly work: ChildRunWork,
    private readonly listener: PgListener,
    @Inject(PLATFORM_CONFIG) private readonly config: PlatformConfig,
    @Inject(LOGGER) logger: Logger,
  ) {
    const failed = (err: unknown): void => logger.warn({ err }, 'child runs wait');
    this.loop = new WorkLoop((stopping) => this.drain(stopping), POLL_MS, failed);
  }

  onApplicationBootstrap(): void {
    if (this.config.PROCESS_ROLE === 'http') return;
    this.unsubscribe = this.listener.on(CHILD_RUNS_CHANNEL, () => this.loop.wake());
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.unsubscribe();
    await this.loop.stop();
  }

  private async drain(stopping: AbortSignal): Promise<void> {
    while (!stopping.aborted && (await this.work.next()));
  }
}
