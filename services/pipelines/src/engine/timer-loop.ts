import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { fp, LOGGER, type Logger, OrgTx, PLATFORM_CONFIG, type PlatformConfig, SystemTx } from '@throughline/platform';
import { WorkLoop } from '../work-loop/work-loop.js';
import { ExecutionEngine } from './execution-engine.js';
import { ExecutionsRepository } from './executions.repository.js';
import { type DueTimer, TimersRepository } from './timers.repository.js';

const POLL_MS = 1_000;
const BATCH = 200;

/** Tells executions that the times have come that their nodes wait for. */
@Injectable()
export class TimerLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly loop: WorkLoop;

  constructor(
    private readonly systemTx: SystemTx,
    private readonly orgTx: OrgTx,
    private readonly timers: TimersRepository,
    private readonly executions: ExecutionsRepository,
    private readonly engine: ExecutionEngine,
    @Inject(PLATFORM_CONFIG) private readonly config: PlatformConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    const failed = (err: unknown): void => logger.warn({ err }, 'looking for due timers failed');
    this.loop = new WorkLoop(() => this.fireDue(), POLL_MS, failed);
  }

  onApplicationBootstrap(): void {
    if (this.config.PROCESS_ROLE !== 'http') this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }

  /** Fires what is due. Safe to run in any number of processes at once: a timer is taken in the transaction of what it does. */
  async fireDue(): Promise<void> {
    const due = await this.systemTx.run((tx) => this.timers.due(tx, BATCH));
    for (const timer of due) {
      try {
        await this.fire(timer);
      } catch (err) {
        // One that cannot be fired does not keep the others waiting.
        this.logger.error({ err, executionId: timer.executionId }, 'a timer cannot be fired; it is put off');
        await this.systemTx.run((tx) => this.timers.putOff(tx, timer.nodeId));
      }
    }
    if (due.length === BATCH) this.loop.wake();
  }

  private fire({ orgId, executionId, nodeId }: DueTimer): Promise<void> {
    return this.orgTx.run(orgId, async (tx) => {
      await this.executions.lock(tx, executionId);
      const key = await this.timers.take(tx, nodeId);
      fp('timers.after_take');
      if (key !== undefined) await this.engine.apply(tx, executionId, { type: 'due', key });
    });
  }
}
