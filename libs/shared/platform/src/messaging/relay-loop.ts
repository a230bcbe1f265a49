import { Inject, Injectable, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common';
import { LOGGER, type Logger } from '../context/root-logger.js';
import { PgListener } from '../database/pg-listener.js';
import type { ServiceManifest } from '../service-manifest.js';
import { Acknowledgements } from './acknowledgements.js';
import { EventQueues } from './event-queues.js';
import { MANIFEST } from './manifest-token.js';
import { OUTBOX_CHANNEL } from './outbox.js';
import { PollLoop } from './poll-loop.js';
import { QueuePulse } from './queue-pulse.js';
import { Relay } from './relay.js';

const POLL_MS = 1_000;

/** Runs what writes to the queues: the relay (at once when a commit says so), acknowledgements, and the pulse. */
@Injectable()
export class RelayLoop implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly relaying = this.loop(
    (stopping) => this.relay.drain(stopping),
    'events could not be published; they stay in the outbox',
  );
  private readonly acknowledging = this.loop(
    (stopping) => this.acknowledgements.flush(stopping),
    'acknowledgements have to wait',
  );
  private readonly beating = this.loop(() => this.pulse.beat(), 'the queue’s pulse could not be taken');

  constructor(
    private readonly relay: Relay,
    private readonly acknowledgements: Acknowledgements,
    private readonly pulse: QueuePulse,
    private readonly queues: EventQueues,
    private readonly listener: PgListener,
    @Inject(MANIFEST) private readonly manifest: ServiceManifest,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    // The channel is the database's, the payload the schema that has news.
    this.listener.on(OUTBOX_CHANNEL, (schema) => schema === this.manifest.name && this.relaying.wake());
    for (const loop of [this.beating, this.relaying, this.acknowledging]) loop.start(POLL_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.relaying, this.acknowledging, this.beating].map((loop) => loop.stop()));
  }

  private loop(pass: (stopping: AbortSignal) => Promise<unknown>, complaint: string): PollLoop {
    return new PollLoop(pass, (error) => this.logger.warn({ err: error }, complaint));
  }
}
