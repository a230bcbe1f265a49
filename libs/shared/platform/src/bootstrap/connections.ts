import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { QueueBackend } from '../messaging/queue-backend.js';
import { EventQueues } from '../messaging/event-queues.js';
import { QUEUE_BACKEND } from '../messaging/queue-names.js';

/** Closes the pools last: relay, consumer and requests have ended by then. */
@Injectable()
export class Connections implements OnApplicationShutdown {
  constructor(
    private readonly dataSource: DataSource,
    private readonly eventQueues: EventQueues,
    @Inject(QUEUE_BACKEND) private readonly queues: QueueBackend,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.eventQueues.close();
    await this.queues.close();
    await this.dataSource.destroy();
  }
}
