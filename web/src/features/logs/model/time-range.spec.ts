import { describe, expect, it } from 'vitest';
import {
  formatEntryTime,
  fromInputValue,
  rangeKey,
  rangeProblem,
  resolveRange,
  toInputValue,
  zoomedOut,
} from './time-range.js';

const NOW = Date.parse('2026-11-20T12:00:00Z');

describe('resolveRange', () => {
  it('leaves the end of a relative range to the server', () =>
    expect(resolveRange({ range: '15m' }, NOW)).toEqual({ from: '2026-11-20T11:45:00.000Z' }));

  it('is a day for one deployment and an hour otherwise', () => {
    expect(rangeKey({ deploymentId: 'd' })).toBe('24h');
    expect(resolveRange({}, NOW)).toEqual({ from: '2026-11-20T11:00:00.000Z' });
  });
});

describe('zoomedOut', () => {
  it('doubles a range around its middle', () =>
    expect(zoomedOut({ from: '2026-11-20T10:00:00Z', to: '2026-11-20T10:10:00Z' }, NOW)).toEqual({
      from: '2026-11-20T09:55:00.000Z',
      to: '2026-11-20T10:15:00.000Z',
    }));

  it('does not reach into the future', () =>
    expect(zoomedOut({ from: '2026-11-20T11:00:00Z', to: '2026-11-20T12:00:00Z' }, NOW).to).toBe(
      '2026-11-20T12:00:00.000Z',
    ));
});

describe('a custom range', () => {
  it.each([true, false])('reads back what it wrote (UTC: %s)', (isUtc) => {
    const at = '2026-11-20T11:22:33.000Z';
    expect(fromInputValue(toInputValue(at, isUtc), isUtc)).toBe(at);
  });

  it.each([
    [undefined, '2026-11-20T12:00:00Z', 'Give both ends.'],
    ['2026-11-20T12:00:00Z', '2026-11-20T12:00:00Z', 'The end has to come after the start.'],
    ['2026-01-01T00:00:00Z', '2026-11-20T12:00:00Z', 'At most 90 days at once.'],
    ['2026-11-20T11:00:00Z', '2026-11-20T12:00:00Z', undefined],
  ])('from %s to %s: %s', (from, to, problem) => expect(rangeProblem(from, to)).toBe(problem));
});

describe('formatEntryTime', () => {
  it('has milliseconds, and the day where it is needed', () => {
    expect(formatEntryTime('2026-11-20T09:05:07.042Z', { isUtc: true, withDay: false })).toBe('09:05:07.042');
    expect(formatEntryTime('2026-11-20T09:05:07.042Z', { isUtc: true, withDay: true })).toBe('20 Nov 09:05:07.042');
  });
});
