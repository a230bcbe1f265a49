import { type Place, placeOf } from './order.rules.js';

describe('placeOf', () => {
  it.each<{ what: string; last: number; aggregateVersion: number; follows: number | undefined; place: Place }>([
    { what: 'the first event', last: 0, aggregateVersion: 1, follows: 0, place: 'next' },
    { what: 'the second before the first', last: 0, aggregateVersion: 2, follows: 1, place: 'early' },
    { what: 'the second after the first', last: 1, aggregateVersion: 2, follows: 1, place: 'next' },
    { what: 'the second again', last: 2, aggregateVersion: 2, follows: 1, place: 'past' },
    { what: 'the first after the second', last: 2, aggregateVersion: 1, follows: 0, place: 'past' },
    { what: 'one behind a gap that others read', last: 3, aggregateVersion: 9, follows: 3, place: 'next' },
    { what: 'one behind a gap that we read', last: 3, aggregateVersion: 9, follows: 7, place: 'early' },
    { what: 'one of an older release, in any order', last: 3, aggregateVersion: 9, follows: undefined, place: 'next' },
    { what: 'one of an older release, late', last: 9, aggregateVersion: 3, follows: undefined, place: 'past' },
  ])('$what: after $last comes $aggregateVersion (follows $follows)', ({ last, place, ...event }) => {
    expect(placeOf(last, event)).toBe(place);
  });
});
