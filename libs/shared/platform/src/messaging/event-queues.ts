import { Inject, Injectable } from '@nestjs/common';
import type { Consumer } from '@throughline/contracts';
import type { Queue } from 'bullmq';
import type { QueueBackend } from './queue-backend.js';
import { eventQueue, QUEUE_BACKEND, type QueueJob } from './queue-names.js';

const LIMIT_MS = 2_000;
/** What a worker will still take, now or later. */
const HELD = new Set(['waiting', 'active', 'delayed', 'prioritized', 'paused', 'waiting-children']);

export interface AddressedJob {
  to: Consumer;
  job: QueueJob;
}

/** The event queues of all consumers, to write to. Every call has an end within two seconds. */
@Injectable()
export class EventQueues {
  private readonly queues = new Map<Consumer, Queue>();

  constructor(@Inject(QUEUE_BACKEND) private readonly backend: QueueBackend) {}

  /** Rejects when the queue does not answer in time; some of the jobs may have been added then. */
  async add(jobs: readonly AddressedJob[]): Promise<void> {
    const bulks = Map.groupBy(jobs, ({ to }) => to);
    const adding = [...bulks].map(([to, bulk]) => this.queueOf(to).addBulk(bulk.map(({ job }) => job)));
    await withLimit(Promise.all(adding));
  }

  /** Whether the consumer's queue still holds the job for a worker to take. */
  async holds(consumer: Consumer, id: string): Promise<boolean> {
    const state = await withLimit(this.queueOf(consumer).getJobState(id));
    return HELD.has(state);
  }

  async close(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
    this.queues.clear();
  }

  private queueOf(consumer: Consumer): Queue {
    const existing = this.queues.get(consumer);
    if (existing) return existing;
    const queue = this.backend.queue(eventQueue(consumer));
    this.queues.set(consumer, queue);
    return queue;
  }
}

async function withLimit<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer from the queue within ${LIMIT_MS} ms`)), LIMIT_MS);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
