import type { Consumer } from '@throughline/contracts';

/** The queue from which a consumer takes its events. BullMQ refuses ':' in names. */
export function eventQueue(consumer: Consumer): string {
  return `${consumer}.events`;
}

/** Unique per attempt to enqueue, so that a finished job that is still kept cannot swallow a re-drive. */
export function jobId(eventId: string, redrive: number): string {
  return `${eventId}-${redrive}`;
}

export const QUEUE_BACKEND = Symbol('QUEUE_BACKEND');
