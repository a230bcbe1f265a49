import type { Envelope } from '@throughline/contracts';

/** Where an event stands among those of its aggregate that this consumer reads. */
export type Place = 'next' | 'past' | 'early';

/**
 * @param last the version of the last event applied; 0 before the first
 * An event of an older release does not say what it follows: it is applied unless something newer was.
 */
export function placeOf(last: number, event: Pick<Envelope, 'aggregateVersion' | 'follows'>): Place {
  if (event.aggregateVersion <= last) return 'past';
  return event.follows !== undefined && event.follows > last ? 'early' : 'next';
}

/** What an event belongs to; older releases leave out all but the id. */
export interface AggregateKey {
  source: string;
  aggregate: string;
  aggregateId: string;
}

export function aggregateOf(event: Envelope): AggregateKey {
  return { source: event.source ?? '', aggregate: event.aggregate ?? '', aggregateId: event.aggregateId };
}
