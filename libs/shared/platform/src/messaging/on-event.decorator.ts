import { SetMetadata } from '@nestjs/common';
import type { EventType } from '@throughline/contracts';

export const EVENT_HANDLER = Symbol('EVENT_HANDLER');

/**
 * Marks a method `(event: Envelope<Data>, tx: Tx) => Promise<void>` as the handler of an event. It runs in the
 * transaction that also records the event as consumed, scoped to the event's organization; so it does no I/O
 * of its own, and runs once per event even when the queue delivers twice.
 */
export const OnEvent = (event: EventType): MethodDecorator => SetMetadata(EVENT_HANDLER, event);
