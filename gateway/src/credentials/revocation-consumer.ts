import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { backoffMs } from '@throughline/kernel';
import {
  envelopeSchema,
  identityApiKeyRevokedV1,
  identityAuthorityChangedV1,
  identityOrgChangedV1,
} from '@throughline/contracts';
import {
  type Broadcast,
  eventQueue,
  LOGGER,
  type Logger,
  openBroadcast,
  openQueueBackend,
  type QueueBackend,
} from '@throughline/platform';
import { GATEWAY_CONFIG, type GatewayConfig } from '../gateway.config.js';
import { Credentials } from './credentials.js';

const CONCURRENCY = 4;
const CLOSE_LIMIT_MS = 5_000;
const RETRY = { firstMs: 100, maxMs: 2_000 };
const CHANNEL = 'gateway_revocations';
const ORGANIZATION = 'org:';

/**
 * Drops cached exchanges when identity says that a key was revoked, somebody's authority or an organization's standing
 * changed. One replica takes the event from the queue and tells all of them, itself included; the event stays in the
 * queue until that is done. Without a queue an answer simply ends with its second.
 */
@Injectable()
export class RevocationConsumer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private backend: QueueBackend | undefined;
  private worker: ReturnType<QueueBackend['worker']> | undefined;
  private broadcast: Broadcast | undefined;

  constructor(
    private readonly credentials: Credentials,
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.REDIS_URL && !this.config.QUEUE_DATABASE_URL) {
      this.logger.warn('no queue is configured: credentials are asked about every second');
      return;
    }
    this.broadcast = await openBroadcast(this.config, CHANNEL, {
      onMessage: (name) => this.drop(name),
      onLost: () => this.hear(false),
      onRestored: () => this.hear(true),
    });
    this.backend = await openQueueBackend(this.config);
    this.worker = this.backend.worker(eventQueue('gateway'), (job) => this.apply(job.data), {
      concurrency: CONCURRENCY,
      settings: { backoffStrategy: (attempt) => backoffMs(attempt - 1, RETRY) },
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    const closed = this.worker?.close();
    await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, CLOSE_LIMIT_MS).unref())]);
    await this.backend?.close();
    await this.broadcast?.close();
  }

  /** Applies one event here and at the other replicas; the same one twice does no harm. Rejects when they cannot be told. */
  private async apply(job: unknown): Promise<void> {
    const name = nameIn(job);
    if (name === undefined) {
      this.logger.warn('an event in the gateway’s queue is not one of its own');
      return;
    }
    try {
      await this.broadcast?.publish(name); // and so to this one too
    } catch (error) {
      this.drop(name);
      throw error; // the queue gives the event again
    }
  }

  private drop(name: string): void {
    const isOrganization = name.startsWith(ORGANIZATION);
    const dropped = isOrganization
      ? this.credentials.dropOrganization(name.slice(ORGANIZATION.length))
      : this.credentials.drop(name);
    this.logger.info({ dropped }, 'exchanges dropped');
  }

  private hear(isHearing: boolean): void {
    this.logger.warn({ isHearing }, 'the channel between the gateways');
    this.credentials.hearing(isHearing);
  }
}

/** Of the key, person or service account that the event is about; `org:<id>` for an organization. */
function nameIn(job: unknown): string | undefined {
  const envelope = envelopeSchema.safeParse(job).data;
  if (envelope?.type === identityOrgChangedV1.type) return `${ORGANIZATION}${envelope.orgId}`;
  if (envelope?.type === identityApiKeyRevokedV1.type) {
    return identityApiKeyRevokedV1.data.safeParse(envelope.data).data?.apiKeyId;
  }
  if (envelope?.type === identityAuthorityChangedV1.type) {
    return identityAuthorityChangedV1.data.safeParse(envelope.data).data?.userId;
  }
  return undefined;
}
