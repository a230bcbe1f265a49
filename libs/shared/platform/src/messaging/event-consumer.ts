import { Inject, Injectable, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common';
import { type Envelope, envelopeSchema } from '@throughline/contracts';
import { backoffMs, isTransient } from '@throughline/kernel';
import { type Job, UnrecoverableError, type Worker } from 'bullmq';
import { PLATFORM_CONFIG, type PlatformConfig } from '../config/platform.config.js';
import { LOGGER, type Logger } from '../context/root-logger.js';
import type { ServiceManifest } from '../service-manifest.js';
import { processingMessage } from '../tracing/message-spans.js';
import { type EventHandler, HandlerRegistry } from './handler-registry.js';
import { Inbox } from './inbox.js';
import { MANIFEST } from './manifest-token.js';
import type { QueueBackend } from './queue-backend.js';
import { eventQueue, QUEUE_BACKEND } from './queue-names.js';

const RETRY = { firstMs: 1_000, maxMs: 600_000 };
const CONCURRENCY = 4;
const CLOSE_LIMIT_MS = 15_000;

/** Takes this service's events from its queue and applies them through the inbox. */
@Injectable()
export class EventConsumer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private worker: Worker | undefined;
  private handlers = new Map<string, EventHandler>();

  constructor(
    @Inject(MANIFEST) private readonly manifest: ServiceManifest,
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
    private readonly registry: HandlerRegistry,
    private readonly inbox: Inbox,
    @Inject(PLATFORM_CONFIG) private readonly config: PlatformConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.handlers = this.registry.collect();
    this.worker = this.backend.worker(eventQueue(this.manifest.name), (job) => this.process(job), {
      concurrency: CONCURRENCY,
      lockDuration: this.config.QUEUE_LOCK_MS,
      stalledInterval: this.config.QUEUE_LOCK_MS,
      settings: { backoffStrategy: (attempt) => backoffMs(attempt - 1, RETRY) },
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    const closed = this.worker?.close();
    await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, CLOSE_LIMIT_MS).unref())]);
  }

  private async process(job: Job): Promise<void> {
    const envelope = envelopeSchema.safeParse(job.data).data as Envelope | undefined;
    const received = { id: job.id ?? '', type: job.name, queue: eventQueue(this.manifest.name), envelope };
    await processingMessage(received, () => this.apply(job));
  }

  private async apply(job: Job): Promise<void> {
    const handler = this.handlers.get(job.name);
    try {
      if (!handler) throw new UnrecoverableError(`no handler for ${job.name}`);
      await this.inbox.consume(this.manifest.name, handler, job.data);
    } catch (error) {
      await this.giveUpOrRetry(job, error instanceof Error ? error : new Error(String(error)));
    }
  }

  private async giveUpOrRetry(job: Job, error: Error): Promise<never> {
    const last = job.attemptsMade + 1 >= (job.opts.attempts ?? 1);
    const hopeless = error instanceof UnrecoverableError || !isTransient(error);
    this.logger.warn({ err: error, event: job.name, attempt: job.attemptsMade + 1 }, 'event not applied');
    if (!last && !hopeless) throw error;
    const envelope = envelopeSchema.safeParse(job.data);
    if (envelope.success) await this.inbox.bury(this.manifest.name, envelope.data as Envelope, error);
    throw new UnrecoverableError(error.message);
  }
}
