import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger } from '../context/root-logger.js';
import { SystemTx } from '../database/system-tx.js';
import type { Tx } from '../database/tx.js';
import { fp } from '../faults/fault-point.js';
import { queueLosses } from '../health/delivery-metrics.js';
import type { ServiceManifest } from '../service-manifest.js';
import { MANIFEST } from './manifest-token.js';
import { OutboxDeliveries } from './outbox-deliveries.js';
import type { QueueBackend } from './queue-backend.js';
import { QUEUE_BACKEND } from './queue-names.js';
import { lostWindowMs, type Pulse } from './queue-loss.rules.js';

interface PulseRow {
  epoch: number;
  counter: string;
  run_id: string;
  at_ms: number;
  now_ms: number;
}

/**
 * A counter that is written to the queue and then to PostgreSQL each second. It lives among the queue's own data, so a
 * queue that was emptied, or rolled back to an older state, shows a missing or lower one; then the events it may have
 * lost are made due again. One replica beats at a time.
 */
@Injectable()
export class QueuePulse {
  constructor(
    private readonly systemTx: SystemTx,
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
    private readonly deliveries: OutboxDeliveries,
    @Inject(MANIFEST) private readonly manifest: ServiceManifest,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Compares, then counts up. Rejects when either side does not answer; the next beat compares again. */
  async beat(): Promise<void> {
    await this.systemTx.run(async (tx) => {
      const rows = await tx.query<PulseRow>(
        `SELECT epoch, counter, run_id, extract(epoch FROM beat_at)::float8 * 1000 AS at_ms,
                extract(epoch FROM clock_timestamp())::float8 * 1000 AS now_ms
           FROM queue_pulse WHERE id = 1 FOR UPDATE SKIP LOCKED`,
      );
      if (rows[0]) await this.compareAndCount(tx, rows[0]);
    });
  }

  private async compareAndCount(tx: Tx, row: PulseRow): Promise<void> {
    const known = { counter: Number(row.counter), runId: row.run_id, atMs: row.at_ms };
    const found = await this.backend.readPulse(this.manifest.name);
    const runId = await this.backend.runId();
    const windowMs = lostWindowMs(known, found, runId, row.now_ms);
    const epoch = windowMs === undefined ? row.epoch : row.epoch + 1;
    if (windowMs !== undefined) await this.recover(tx, windowMs, epoch);
    const next: Pulse = { counter: Math.max(known.counter, found?.counter ?? 0) + 1, runId, atMs: row.now_ms };
    fp('pulse.before_write');
    await this.backend.writePulse(this.manifest.name, next);
    fp('pulse.after_write');
    await tx.query(
      'UPDATE queue_pulse SET epoch = $1, counter = $2, run_id = $3, beat_at = clock_timestamp() WHERE id = 1',
      [epoch, next.counter, runId],
    );
    fp('pulse.before_commit');
  }

  private async recover(tx: Tx, windowMs: number, epoch: number): Promise<void> {
    queueLosses.inc();
    this.logger.error({ windowMs, epoch }, 'the queue has lost what it held; its events are published again');
    await this.deliveries.dueAgain(tx, windowMs);
    tx.hint('sweep');
  }
}
