import { Inject, Injectable } from '@nestjs/common';
import { fp, LOGGER, type Logger, OrgTx, SystemTx, type Tx } from '@throughline/platform';
import { ExecutionEngine, SYSTEM } from './execution-engine.js';
import { ExecutionsRepository } from './executions.repository.js';
import { type Turn, TurnsRepository } from './turns.repository.js';

const BATCH = 100;

/** Ends what another execution takes the place of, and begins what has its turn. */
@Injectable()
export class Turns {
  constructor(
    private readonly systemTx: SystemTx,
    private readonly orgTx: OrgTx,
    private readonly turns: TurnsRepository,
    private readonly executions: ExecutionsRepository,
    private readonly engine: ExecutionEngine,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** One look at everything. Safe to run in any number of processes at once. */
  async giveOn(): Promise<void> {
    const superseded = await this.systemTx.run((tx) => this.turns.superseded(tx, BATCH));
    await this.each(superseded, (tx, turn) => this.end(tx, turn));
    const next = await this.systemTx.run((tx) => this.turns.next(tx, BATCH));
    await this.each(next, (tx, turn) => this.begin(tx, turn));
  }

  private async each(turns: readonly Turn[], work: (tx: Tx, turn: Turn) => Promise<void>): Promise<void> {
    for (const turn of turns) {
      try {
        await this.orgTx.run(turn.orgId, (tx) => work(tx, turn));
      } catch (err) {
        // One group that is stuck does not keep the others waiting.
        this.logger.error({ err, executionId: turn.executionId }, 'a turn cannot be given on');
      }
    }
  }

  private async end(tx: Tx, { executionId, group }: Turn): Promise<void> {
    const execution = await this.executions.lock(tx, executionId);
    // A second request would end what cleans up, too.
    if (!(await this.turns.unmark(tx, executionId)) || execution?.status === 'cancelling') return;
    const reason = `A newer execution of the group ${group.name} takes its place.`;
    await this.engine.apply(tx, executionId, { type: 'cancel_requested', reason }, SYSTEM);
  }

  private async begin(tx: Tx, { executionId, group }: Turn): Promise<void> {
    await this.turns.lock(tx, group);
    await this.executions.lock(tx, executionId);
    if (!(await this.turns.take(tx, executionId))) return;
    fp('turns.after_take');
    await this.engine.apply(tx, executionId, { type: 'created' });
  }
}
