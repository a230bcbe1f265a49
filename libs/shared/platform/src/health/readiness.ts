import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { LOGGER, type Logger } from '../context/root-logger.js';
import { SystemTx } from '../database/system-tx.js';
import type { QueueBackend } from '../messaging/queue-backend.js';
import { QUEUE_BACKEND } from '../messaging/queue-names.js';
import { DRIFT_LIMIT_MS, DRIFT_WARNING_MS, driftMs } from './clock-drift.js';
import { clockDriftSeconds } from './delivery-metrics.js';
import { EventLoopMonitor } from './event-loop-monitor.js';

export interface Readiness {
  ready: boolean;
  checks: Record<string, 'up' | 'down'>;
}

const CHECK_LIMIT_MS = 2_000;

/** Whether this process can do its work: not draining or blocked, its clock right, and database and queue answer. */
@Injectable()
export class ReadinessProbe implements OnApplicationShutdown {
  private draining = false;

  constructor(
    private readonly systemTx: SystemTx,
    @Inject(QUEUE_BACKEND) private readonly queues: QueueBackend,
    private readonly eventLoop: EventLoopMonitor,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Reports unready from now on, so that no new traffic is sent here. */
  drain(): void {
    this.draining = true;
  }

  onApplicationShutdown(): void {
    this.draining = true;
  }

  async check(): Promise<Readiness> {
    let isOnTime = true;
    const [database, queue] = await Promise.all([
      answers(this.clockIsRight().then((isRight) => (isOnTime = isRight))),
      answers(this.queues.ping()),
    ]);
    const checks = {
      process: upIf(!this.draining && this.eventLoop.isFit()),
      database,
      queue,
      clock: upIf(isOnTime),
    };
    return { ready: Object.values(checks).every((state) => state === 'up'), checks };
  }

  /** Leases and order go by the database's clock; what this process stamps itself must not be far from it. */
  private async clockIsRight(): Promise<boolean> {
    const askedAt = Date.now();
    const [row] = await this.systemTx.run((tx) =>
      tx.query<{ at: number }>('SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS at'),
    );
    const drift = driftMs(askedAt, Date.now(), row?.at ?? askedAt);
    clockDriftSeconds.set(drift / 1_000);
    if (Math.abs(drift) > DRIFT_WARNING_MS) {
      this.logger.warn({ driftMs: Math.round(drift) }, 'the clock of this machine and the database’s differ');
    }
    return Math.abs(drift) <= DRIFT_LIMIT_MS;
  }
}

const upIf = (isUp: boolean): 'up' | 'down' => (isUp ? 'up' : 'down');

async function answers(check: Promise<unknown>): Promise<'up' | 'down'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'down'>((resolve) => {
    timer = setTimeout(() => resolve('down'), CHECK_LIMIT_MS);
  });
  const result = check.then(
    () => 'up' as const,
    () => 'down' as const,
  );
  return Promise.race([result, late]).finally(() => clearTimeout(timer));
}
