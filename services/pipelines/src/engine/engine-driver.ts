import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger, type Ongoing, PgListener, WorkLoop } from '@throughline/platform';
import { DriveHandover } from './drive-handover.js';
import { DriveHints } from './drive-hints.js';
import { DriveLane } from './drive-lane.js';
import { DriveStore } from './drive-store.js';
import { DRIVES_CHANNEL } from './drives.repository.js';

const POLL_MS = 1_000;
/** While the database commits for one lane, the process plans for the other. */
const LANES = 2;

/** Does the nodes that the engine itself does. */
@Injectable()
export class EngineDriver implements Ongoing {
  private readonly hints = new DriveHints();
  private readonly lanes: { lane: DriveLane; loop: WorkLoop }[];
  private unsubscribe: () => void = () => undefined;

  constructor(
    store: DriveStore,
    private readonly handover: DriveHandover,
    private readonly listener: PgListener,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.lanes = Array.from({ length: LANES }, () => {
      const lane = new DriveLane(
        store,
        (err, executionId) => logger.error({ err, executionId }, 'an execution cannot be driven; it is put off'),
        this.hints,
        () => loop.wake(),
      );
      const failed = (err: unknown): void => logger.warn({ err }, 'driving executions failed');
      const loop: WorkLoop = new WorkLoop((stopping) => lane.work(stopping), POLL_MS, failed);
      return { lane, loop };
    });
  }

  start(): void {
    this.unsubscribe = this.listener.on(DRIVES_CHANNEL, () => {
      this.hints.tell();
      for (const { loop } of this.lanes) loop.wake();
    });
    for (const { lane, loop } of this.lanes) {
      this.handover.open(lane);
      loop.start();
    }
  }

  async stop(): Promise<void> {
    this.unsubscribe();
    for (const { lane } of this.lanes) this.handover.close(lane);
    await Promise.all(this.lanes.map(({ loop }) => loop.stop()));
    await Promise.all(this.lanes.map(({ lane }) => lane.leave()));
  }
}
