import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import {
  databaseNow,
  LOGGER,
  type Logger,
  PLATFORM_CONFIG,
  type PlatformConfig,
  SystemTx,
} from '@throughline/platform';
import { OBSERVABILITY_CONFIG, type ObservabilityConfig } from '../observability.config.js';
import { AlertEvaluator } from './alert-evaluator.js';

/** Ticks the evaluator; a tick that takes longer than its interval delays the next and never overlaps it. */
@Injectable()
export class AlertLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly evaluator: AlertEvaluator,
    private readonly systemTx: SystemTx,
    @Inject(PLATFORM_CONFIG) private readonly platform: PlatformConfig,
    @Inject(OBSERVABILITY_CONFIG) private readonly config: ObservabilityConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    if (this.platform.PROCESS_ROLE === 'http') return;
    this.timer = setInterval(() => {
      this.running ??= this.pass().finally(() => (this.running = undefined));
    }, this.config.ALERT_TICK_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private async pass(): Promise<void> {
    try {
      // The database's: by a clock of ours that is days ahead, no rule would be due for anybody for days.
      await this.evaluator.tick(await this.systemTx.run(databaseNow));
    } catch (error) {
      this.logger.warn({ err: error }, 'alert rules could not be evaluated');
    }
  }
}
