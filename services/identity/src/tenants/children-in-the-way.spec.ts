import { type ChildStanding, childrenInTheWay, inWords } from './children-in-the-way.js';

const DUE = new Date('2026-12-04T12:00:00Z');
const child = (slug: string, deletionDueAt: string | null): ChildStanding => ({
  slug,
  status: deletionDueAt === null ? 'active' : 'pending_deletion',
  deletionDueAt: deletionDueAt === null ? null : new Date(deletionDueAt),
});

describe('childrenInTheWay', () => {
  it.each([
    ['one that stays', child('shop', null), true],
    ['one that goes before', child('shop', '2026-12-01T00:00:00Z'), false],
    ['one that goes at the same moment', child('shop', '2026-12-04T12:00:00Z'), false],
    ['one that goes a second later', child('shop', '2026-12-04T12:00:01Z'), true],
  ])('%s', (_what, one, isInTheWay) => expect(childrenInTheWay([one], DUE)).toEqual(isInTheWay ? [one] : []));
});

describe('inWords', () => {
  const some = (count: number) => Array.from({ length: count }, (_, index) => child(`c${index + 1}`, null));
  it.each([
    [1, 'c1'],
    [5, 'c1, c2, c3, c4, c5'],
    [7, 'c1, c2, c3, c4, c5 and 2 more'],
  ])('%p', (count, words) => expect(inWords(some(count))).toBe(words));
});
