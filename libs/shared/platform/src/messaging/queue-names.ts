import type { Consumer, Envelope } from '@throughline/contracts';
import { z } from 'zod';

/** The queue from which a consumer takes its events. BullMQ refuses ':' in names. */
export function eventQueue(consumer: Consumer): string {
  return `${consumer}.events`;
}

/** Unique per attempt to enqueue, so that a finished job that is still kept cannot swallow a re-drive. */
export function jobId(eventId: string, redrive: number | string): string {
  return `${eventId}-${redrive}`;
}

export const QUEUE_BACKEND = Symbol('QUEUE_BACKEND');

/** BullMQ's own limit is only a floor under ours: starts are counted in PostgreSQL, whatever the queue forgets. */
const EVENT_JOB = {
  removeOnComplete: { age: 3_600, count: 100 },
  removeOnFail: { age: 7 * 86_400 },
  attempts: 12,
  backoff: { type: 'custom' },
};

export interface QueueJob {
  name: string;
  data: unknown;
  opts: { jobId?: string } & Partial<typeof EVENT_JOB>;
}

/** An event as a job. `redrive` tells the attempts to enqueue it apart. */
export function eventJob(event: Envelope, redrive: number | string): QueueJob {
  return { name: event.type, data: event, opts: { ...EVENT_JOB, jobId: jobId(event.id, redrive) } };
}

/** Name of the jobs in which a consumer tells a producer what it holds. No event type has a `$`. */
export const ACKNOWLEDGED = '$acknowledged';

export const acknowledgedSchema = z.object({ consumer: z.string(), eventIds: z.array(z.uuid()) });
export type Acknowledged = z.infer<typeof acknowledgedSchema>;

export function acknowledgedJob(data: Acknowledged): QueueJob {
  return { name: ACKNOWLEDGED, data, opts: { ...EVENT_JOB, removeOnComplete: { age: 60, count: 100 } } };
}
