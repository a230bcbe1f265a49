import type { Consumer, Envelope } from '@throughline/contracts';
import { eventJob, eventQueue, openQueueBackend } from '@throughline/platform';
import type { TestDatabase } from '../test-database.js';
import { testRedisUrl } from '../test-env.config.js';

export interface QueueCounts {
  waiting: number;
  active: number;
  /** Failed for now, or for good. */
  failed: number;
}

/** The event queue of a consumer, seen from outside. */
export class QueueWork {
  constructor(
    private readonly consumer: Consumer,
    private readonly db: Pick<TestDatabase, 'queueUrl'>,
  ) {}

  /** Gives the events to the queue, as the relay of their producer would. */
  add(events: readonly Envelope[]): Promise<void> {
    return this.withQueue(async (queue) => void (await queue.addBulk(events.map((event) => eventJob(event, 0)))));
  }

  counts(): Promise<QueueCounts> {
    return this.withQueue(async (queue) => {
      const found = await queue.getJobCounts('waiting', 'active', 'delayed', 'failed');
      const { waiting = 0, active = 0, delayed = 0, failed = 0 } = found;
      return { waiting, active, failed: delayed + failed };
    });
  }

  /** The ids of the events that wait for a worker. */
  waiting(): Promise<Set<string>> {
    return this.withQueue(async (queue) => {
      const jobs = await queue.getJobs(['waiting']);
      return new Set(jobs.map((job) => (job.data as { id: string }).id));
    });
  }

  private async withQueue<T>(work: (queue: ReturnType<Backend['queue']>) => Promise<T>): Promise<T> {
    const backend = await openQueueBackend({ REDIS_URL: testRedisUrl(), QUEUE_DATABASE_URL: this.db.queueUrl });
    const queue = backend.queue(eventQueue(this.consumer));
    try {
      return await work(queue);
    } finally {
      await queue.close();
      await backend.close();
    }
  }
}

type Backend = Awaited<ReturnType<typeof openQueueBackend>>;

/** What a process that has ended must not have left of its jobs, in words. */
export function leftBehind({ active, failed }: QueueCounts): string[] {
  const found = { 'jobs are left to stall': active, 'jobs have failed': failed };
  return Object.entries(found).flatMap(([text, count]) => (count > 0 ? [`${count} ${text}`] : []));
}

/** A stop that was too late to be in the middle of the work has shown nothing. */
export const tooLate = (left: number): string[] => (left > 0 ? [] : ['no work was left when it was told to stop']);
