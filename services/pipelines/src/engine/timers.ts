import { Inject, Injectable } from '@nestjs/common';
import { fp, LOGGER, type Logger, OrgTx, SystemTx } from '@throughline/platform';
import { ExecutionEngine } from './execution-engine.js';
import { ExecutionsRepository } from './executions.repository.js';
import { type DueTimer, TimersRepository } from './timers.repository.js';

const BATCH = 200;

/** Tells executions that the times have come that their nodes wait for. */
@Injectable()
export class Timers {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly orgTx: OrgTx,
    private readonly timers: TimersRepository,
    private readonly executions: ExecutionsRepository,
    private readonly engine: ExecutionEngine,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Fires what is due. Safe to run in any number of processes at once: a timer is taken in the transaction of what it does. */
  async fireDue(stopping?: AbortSignal): Promise<void> {
    for (let fired = BATCH; fired === BATCH && !stopping?.aborted;) fired = await this.fireBatch();
  }

  /** How many there were. */
  private async fireBatch(): Promise<number> {
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
    return due.length;
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
