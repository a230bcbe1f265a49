import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { QueueBackend } from '../messaging/queue-backend.js';
import { QUEUE_BACKEND } from '../messaging/queue-names.js';

/** Closes the pools last: relay, consumer and requests have ended by then. */
@Injectable()
export class Connections implements OnApplicationShutdown {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(QUEUE_BACKEND) private readonly queues: QueueBackend,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.queues.close();
    await this.dataSource.destroy();
  }
}
