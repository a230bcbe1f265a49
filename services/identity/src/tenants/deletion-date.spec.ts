import { deletionDate } from './deletion-date.js';

const NOW = new Date('2026-11-20T12:00:00Z');

it.each([
  [undefined, new Date('2026-11-27T12:00:00Z')],
  [new Date('2026-11-27T12:00:00Z'), new Date('2026-11-27T12:00:00Z')],
  [new Date('2026-11-27T11:59:30Z'), new Date('2026-11-27T11:59:30Z')],
  [new Date('2026-11-27T11:58:59Z'), 'too_soon'],
  [new Date('2026-11-20T12:00:00Z'), 'too_soon'],
  [new Date('2027-11-20T12:00:00Z'), new Date('2027-11-20T12:00:00Z')],
  [new Date('2027-11-20T12:00:01Z'), 'too_far'],
])('a deletion on %p is due %p', (asked, due) => expect(deletionDate(asked, NOW)).toEqual(due));
