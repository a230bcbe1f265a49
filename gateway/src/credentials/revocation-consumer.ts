import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import {
  envelopeSchema,
  identityApiKeyRevokedV1,
  identityAuthorityChangedV1,
  identityOrgChangedV1,
} from '@throughline/contracts';
import { eventQueue, LOGGER, type Logger, openQueueBackend, type QueueBackend } from '@throughline/platform';
import { GATEWAY_CONFIG, type GatewayConfig } from '../gateway.config.js';
import { Credentials } from './credentials.js';

const CONCURRENCY = 4;
const CLOSE_LIMIT_MS = 5_000;

/**
 * Drops cached exchanges when identity says that a key was revoked, a person's authority or an organization's standing
 * changed. Without a
 * queue, or for the replica that another one beat to the event, an answer simply ends with its few seconds.
 */
@Injectable()
export class RevocationConsumer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private backend: QueueBackend | undefined;
  private worker: ReturnType<QueueBackend['worker']> | undefined;

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
    this.backend = await openQueueBackend(this.config);
    this.worker = this.backend.worker(
      eventQueue('gateway'),
      async (job) => {
        this.apply(job.data);
      },
      { concurrency: CONCURRENCY },
    );
  }

  async beforeApplicationShutdown(): Promise<void> {
    const closed = this.worker?.close();
    await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, CLOSE_LIMIT_MS).unref())]);
    await this.backend?.close();
  }

  /** Applies one event; the same one twice does no harm. */
  apply(job: unknown): void {
    const orgId = organizationOf(job);
    if (orgId !== undefined) {
      this.logger.info({ dropped: this.credentials.dropOrganization(orgId) }, 'exchanges dropped');
      return;
    }
    const subject = subjectOf(job);
    if (subject === undefined) {
      this.logger.warn('an event in the gateway’s queue is not one of its own');
      return;
    }
    const dropped = this.credentials.drop(subject);
    this.logger.info({ dropped }, 'exchanges dropped');
  }
}

function organizationOf(job: unknown): string | undefined {
  const envelope = envelopeSchema.safeParse(job).data;
  return envelope?.type === identityOrgChangedV1.type ? envelope.orgId : undefined;
}

function subjectOf(job: unknown): string | undefined {
  const envelope = envelopeSchema.safeParse(job).data;
  if (envelope?.type === identityApiKeyRevokedV1.type) {
    return identityApiKeyRevokedV1.data.safeParse(envelope.data).data?.apiKeyId;
  }
  if (envelope?.type === identityAuthorityChangedV1.type) {
    return identityAuthorityChangedV1.data.safeParse(envelope.data).data?.userId;
  }
  return undefined;
}
