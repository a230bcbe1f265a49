import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { DataSource } from 'typeorm';
import type { ServiceManifest } from '../service-manifest.js';
import { MANIFEST } from '../messaging/manifest-token.js';
import type { QueueBackend } from '../messaging/queue-backend.js';
import { eventQueue, QUEUE_BACKEND } from '../messaging/queue-names.js';
import { DeliveryGauges } from './delivery-gauges.js';
import { poolConnections, poolSize, queueJobs, registry } from './metrics.js';

const STATES = ['waiting', 'active', 'delayed', 'failed'] as const;
const LIMIT_MS = 2_000;

interface Pool {
  totalCount: number;
  idleCount: number;
  waitingCount: number;
  options: { max: number };
}

/** The metrics of a service; those that have to be asked for are asked for when somebody looks. */
@Injectable()
export class ServiceMetrics implements BeforeApplicationShutdown {
  private queue: Queue | undefined;
  private isStopping = false;

  constructor(
    private readonly gauges: DeliveryGauges,
    private readonly dataSource: DataSource,
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
    @Inject(MANIFEST) private readonly manifest: ServiceManifest,
  ) {}

  /** In Prometheus' text format. What does not answer within 2 s is left out: the rest is then worth the most. */
  async text(): Promise<string> {
    this.measurePool();
    await Promise.all([this.gauges.collect(), this.measureQueue()].map(atMost));
    return registry.metrics();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.queue?.close();
  }

  private async measureQueue(): Promise<void> {
    if (this.isStopping) return;
    const name = eventQueue(this.manifest.name);
    this.queue ??= this.backend.queue(name);
    const counts = await this.queue.getJobCounts(...STATES);
    for (const state of STATES) queueJobs.set({ queue: name, state }, counts[state] ?? 0);
  }

  private measurePool(): void {
    const { master } = this.dataSource.driver as unknown as { master: Pool };
    poolConnections.set({ state: 'in_use' }, master.totalCount - master.idleCount);
    poolConnections.set({ state: 'idle' }, master.idleCount);
    poolConnections.set({ state: 'waiting' }, master.waitingCount);
    poolSize.set(master.options.max);
  }
}

async function atMost(measuring: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LIMIT_MS);
  });
  await Promise.race([measuring.catch(() => undefined), late]).finally(() => clearTimeout(timer));
}
