import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { SystemTx } from '../database/system-tx.js';
import type { QueueBackend } from '../messaging/queue-backend.js';
import { QUEUE_BACKEND } from '../messaging/queue-names.js';

export interface Readiness {
  ready: boolean;
  checks: Record<string, 'up' | 'down'>;
}

const CHECK_LIMIT_MS = 2_000;

/** Whether this process can do its work: not draining, and its database and queue answer. */
@Injectable()
export class ReadinessProbe implements OnApplicationShutdown {
  private draining = false;

  constructor(
    private readonly systemTx: SystemTx,
    @Inject(QUEUE_BACKEND) private readonly queues: QueueBackend,
  ) {}

  /** Reports unready from now on, so that no new traffic is sent here. */
  drain(): void {
    this.draining = true;
  }

  onApplicationShutdown(): void {
    this.draining = true;
  }

  async check(): Promise<Readiness> {
    const [database, queue] = await Promise.all([
      answers(this.systemTx.run((tx) => tx.query('SELECT 1'))),
      answers(this.queues.ping()),
    ]);
    const state = this.draining ? 'down' : 'up';
    return {
      ready: !this.draining && database === 'up' && queue === 'up',
      checks: { process: state, database, queue },
    };
  }
}

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
