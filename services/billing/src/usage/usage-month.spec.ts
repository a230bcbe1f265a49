import { monthOf } from './usage-month.js';

describe('monthOf', () => {
  it.each([
    ['2026-11-20T10:00:00Z', '2026-11-01'],
    ['2026-11-01T00:00:00Z', '2026-11-01'],
    ['2026-10-31T23:59:59.999Z', '2026-10-01'],
    ['2026-11-01T00:30:00+02:00', '2026-10-01'],
    ['2027-01-01T00:00:00Z', '2027-01-01'],
  ])('puts %s into %s', (moment, month) => {
    expect(monthOf(new Date(moment))).toBe(month);
  });
});
