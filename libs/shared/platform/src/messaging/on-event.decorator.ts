import { SetMetadata } from '@nestjs/common';
import type { Envelope, EventType } from '@throughline/contracts';
import type { Tx } from '../database/tx.js';

export const EVENT_HANDLER = Symbol('EVENT_HANDLER');

/** What became of an effect of which nobody knew: it is there, it is not, or it still cannot be told. */
export type Reconciled = 'applied' | 'not_applied' | 'unknown';

/**
 * How an event relates to the others of its aggregate. With none of these, order does not matter to the handler.
 * - `ordered`: after its predecessor; one that comes early waits (parked) until the predecessor has been applied. All
 *   events of an aggregate that a consumer reads are its predecessors: it asks for order in all of their handlers or none
 * - `newest`: it carries the whole state, so one that is older than what was applied is skipped
 */
export interface DeliveryOptions {
  ordered?: true;
  newest?: true;
  /**
   * Name of a method `(event, tx) => Promise<Reconciled>` of the same class. It is asked before the handler runs again
   * after a start whose outcome nobody knows: one that threw UnknownOutcome or ended with the process.
   */
  reconcile?: string;
}

export interface HandlerMark extends DeliveryOptions {
  event: EventType;
}

export type Handle = (event: Envelope, tx: Tx, signal: AbortSignal) => Promise<void>;
export type Reconcile = (event: Envelope, tx: Tx) => Promise<Reconciled>;

/**
 * Marks a method `(event: Envelope<Data>, tx: Tx, signal: AbortSignal) => Promise<void>` as the handler of an event. It
 * runs in the transaction that also records the event as consumed, scoped to the event's organization; so it does no
 * I/O of its own, and runs once per event even when the queue delivers twice.
 */
export const OnEvent = (event: EventType, options: DeliveryOptions = {}): MethodDecorator => {
  if (options.ordered && options.newest) throw new TypeError(`${event.type}: ordered or newest, not both`);
  return SetMetadata(EVENT_HANDLER, { event, ...options } satisfies HandlerMark);
};
