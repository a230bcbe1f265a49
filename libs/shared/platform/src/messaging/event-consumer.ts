import { Inject, Injectable, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common';
import { type Envelope, envelopeSchema } from '@throughline/contracts';
import { backoffMs } from '@throughline/kernel';
import { type Job, UnrecoverableError, type Worker } from 'bullmq';
import { PLATFORM_CONFIG, type PlatformConfig } from '../config/platform.config.js';
import { LOGGER, type Logger } from '../context/root-logger.js';
import type { ServiceManifest } from '../service-manifest.js';
import { processingMessage } from '../tracing/message-spans.js';
import { Acknowledgements } from './acknowledgements.js';
import { EventDelivery } from './event-delivery.js';
import { MANIFEST } from './manifest-token.js';
import type { QueueBackend } from './queue-backend.js';
import { ACKNOWLEDGED, acknowledgedSchema, eventQueue, QUEUE_BACKEND } from './queue-names.js';
import { closeWorker, watchWorker } from './worker-watch.js';

const RETRY = { firstMs: 1_000, maxMs: 600_000 };
const CONCURRENCY = 4;

/** Takes this service's events from its queue: the queue's side. What an event has to go through is EventDelivery's. */
@Injectable()
export class EventConsumer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private worker: Worker | undefined;

  constructor(
    @Inject(MANIFEST) private readonly manifest: ServiceManifest,
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
    private readonly delivery: EventDelivery,
    private readonly acknowledgements: Acknowledgements,
    @Inject(PLATFORM_CONFIG) private readonly config: PlatformConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.delivery.prepare();
    const queue = eventQueue(this.manifest.name);
    this.worker = this.backend.worker(queue, (job, token, signal) => this.process(job, { token, signal }), {
      concurrency: CONCURRENCY,
      lockDuration: this.config.QUEUE_LOCK_MS,
      stalledInterval: this.config.QUEUE_LOCK_MS,
      maxStalledCount: 1,
      settings: { backoffStrategy: (attempt) => backoffMs(attempt - 1, RETRY) },
    });
    watchWorker(this.worker, queue, this.logger);
  }

  /** Waits for the events at hand; those that take longer are told to stop and left to the next process. */
  async beforeApplicationShutdown(): Promise<void> {
    if (this.worker) await closeWorker(this.worker);
  }

  private async process(job: Job, at: { token: string | undefined; signal: AbortSignal | undefined }): Promise<void> {
    if (job.name === ACKNOWLEDGED) return this.acknowledged(job);
    const parsed = envelopeSchema.safeParse(job.data);
    if (!parsed.success) {
      this.logger.error({ jobId: job.id, event: job.name }, 'a job in the event queue is no event');
      throw new UnrecoverableError('not an event');
    }
    const envelope = parsed.data as Envelope;
    const received = { id: job.id ?? '', type: job.name, queue: eventQueue(this.manifest.name), envelope };
    await processingMessage(received, () => this.delivery.deliver(envelope, { job, ...at }));
  }

  private async acknowledged(job: Job): Promise<void> {
    const acknowledged = acknowledgedSchema.safeParse(job.data);
    if (!acknowledged.success) throw new UnrecoverableError('not an acknowledgement');
    await this.acknowledgements.apply(acknowledged.data);
  }
}
