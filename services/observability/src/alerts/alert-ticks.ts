import { Inject, Injectable } from '@nestjs/common';
import { databaseNow, SystemTx } from '@throughline/platform';
import { OBSERVABILITY_CONFIG, type ObservabilityConfig } from '../observability.config.js';
import { AlertEvaluator } from './alert-evaluator.js';

/** Has rules evaluated by the database's clock: by one of ours that is days ahead, none would be due for days. */
@Injectable()
export class AlertTicks {
  readonly everyMs: number;

  constructor(
    private readonly evaluator: AlertEvaluator,
    private readonly systemTx: SystemTx,
    @Inject(OBSERVABILITY_CONFIG) config: ObservabilityConfig,
  ) {
    this.everyMs = config.ALERT_TICK_MS;
  }

  async tick(): Promise<void> {
    await this.evaluator.tick(await this.systemTx.run(databaseNow));
  }
}
