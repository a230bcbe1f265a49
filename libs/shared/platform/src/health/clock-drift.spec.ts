import { driftMs } from './clock-drift.js';

describe('driftMs', () => {
  it.each([
    { what: 'the same time', asked: 1_000, answered: 1_010, database: 1_005, drift: 0 },
    { what: 'a slow answer', asked: 1_000, answered: 9_000, database: 1_100, drift: 0 },
    { what: 'a clock that is ahead', asked: 5_000, answered: 5_010, database: 1_000, drift: 4_000 },
    { what: 'a clock that is behind', asked: 1_000, answered: 1_010, database: 5_010, drift: -4_000 },
  ])('of $what', ({ asked, answered, database, drift }) => expect(driftMs(asked, answered, database)).toBe(drift));
});
