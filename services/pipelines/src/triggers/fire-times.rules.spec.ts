import { IANAZone } from 'luxon';
import { cronProblem, firesAfter, firstAfter, isZone } from './fire-times.rules.js';

const fires = (cron: string, zone: string, after: string, count: number): string[] =>
  firesAfter({ cron, zone }, new Date(after), count).map((date) => date.toISOString().slice(0, 16));

describe('cronProblem', () => {
  it.each([
    '* * * * *',
    '*/15 * * * *',
    '0 9-17 * * MON-FRI',
    '30 2 1,15 * *',
    '0 0 29 2 *',
    '0 0 L * *',
    '0 6 * * 1#2',
    '0 0 1 jan *',
    '5 4 * * 7',
  ])('%s can be used', (cron) => expect(cronProblem(cron)).toBeUndefined());

  it.each([
    ['', 'five fields'],
    ['* * * *', 'five fields'],
    ['0 * * * * *', 'five fields'],
    ['*  * * * *', 'five fields'],
    ['@daily', 'five fields'],
    ['? * * * *', 'five fields'],
    ['0 0 * * 1;2', 'five fields'],
    ['H * * * *', 'H is not the name'],
    ['0 0 * FOO *', 'FOO is not the name'],
    ['60 * * * *', 'cannot be read'],
    ['*/0 * * * *', 'cannot be read'],
    ['9-5 * * * *', 'cannot be read'],
    ['0 24 * * *', 'cannot be read'],
    ['0 0 30 2 *', 'cannot be read'],
    ['MON * * * *', 'cannot be read'],
    [`${'1,'.repeat(60)}1 * * * *`, 'five fields'],
  ])('%s: %s', (cron, problem) => expect(cronProblem(cron)).toContain(problem));
});

describe('isZone', () => {
  it.each(['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata'])('%s is one', (name) =>
    expect(isZone(name)).toBe(true),
  );
  it.each(['', 'Berlin', '+02:00', 'Mars/Base', 'Europe/Berlin; DROP', '../etc/localtime'])('%s is none', (name) =>
    expect(isZone(name)).toBe(false),
  );
});

describe('when a schedule fires', () => {
  it.each([
    ['UTC', '2026-11-20T09:00', '2026-11-21T09:00'],
    ['Asia/Kolkata', '2026-11-20T03:30', '2026-11-21T03:30'],
    ['America/New_York', '2026-11-20T14:00', '2026-11-21T14:00'],
  ])('09:00 every day in %s', (zone, ...times) =>
    expect(fires('0 9 * * *', zone, '2026-11-20T00:00:00Z', 2)).toEqual(times),
  );

  it('is after the time given, and not at it', () => {
    const at = new Date('2026-11-20T09:00:00Z');
    expect(firstAfter({ cron: '0 9 * * *', zone: 'UTC' }, at)?.toISOString()).toBe('2026-11-21T09:00:00.000Z');
    const before = new Date(at.getTime() - 1);
    expect(firstAfter({ cron: '0 9 * * *', zone: 'UTC' }, before)).toEqual(at);
  });

  it('takes either day when both kinds of day are given, as cron does', () =>
    expect(fires('0 0 13 * FRI', 'UTC', '2026-11-12T12:00:00Z', 3)).toEqual([
      '2026-11-13T00:00',
      '2026-11-20T00:00',
      '2026-11-27T00:00',
    ]));
});

describe('a time that the clocks leave out', () => {
  it.each([
    ['Europe/Berlin', '30 2 * * *', '2026-03-28T12:00:00Z', ['2026-03-29T01:30', '2026-03-30T00:30']],
    ['America/New_York', '30 2 * * *', '2026-03-07T12:00:00Z', ['2026-03-08T07:30', '2026-03-09T06:30']],
    // Midnight does not come that day; the clocks go from 00:00 to 01:00.
    ['America/Havana', '0 0 * * *', '2026-03-07T12:00:00Z', ['2026-03-08T05:00', '2026-03-09T04:00']],
    ['Asia/Beirut', '15 0 * * *', '2026-03-28T12:00:00Z', ['2026-03-28T22:15', '2026-03-29T21:15']],
    // By half an hour.
    ['Australia/Lord_Howe', '15 2 * * *', '2026-10-03T00:00:00Z', ['2026-10-03T15:45', '2026-10-04T15:15']],
  ])('%s: %s fires once, at the shifted time', (zone, cron, after, times) =>
    expect(fires(cron, zone, after, 2)).toEqual(times),
  );

  it('fires once together with one that is due at the shifted time anyway', () =>
    expect(fires('0,30 2,3 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z', 4)).toEqual([
      '2026-03-29T01:00',
      '2026-03-29T01:30',
      '2026-03-30T00:00',
      '2026-03-30T00:30',
    ]));

  it('is asked for right before, within and right after the change', () => {
    const next = (after: string): string | undefined => fires('30 2 * * *', 'Europe/Berlin', after, 1)[0];
    expect(next('2026-03-29T00:59:59Z')).toBe('2026-03-29T01:30');
    expect(next('2026-03-29T01:00:00Z')).toBe('2026-03-29T01:30');
    expect(next('2026-03-29T01:29:59Z')).toBe('2026-03-29T01:30');
    expect(next('2026-03-29T01:30:00Z')).toBe('2026-03-30T00:30');
  });
});

describe('a time that the clocks show twice', () => {
  it.each([
    ['Europe/Berlin', '30 2 * * *', '2026-10-24T12:00:00Z', ['2026-10-25T00:30', '2026-10-26T01:30']],
    ['America/New_York', '30 1 * * *', '2026-10-31T12:00:00Z', ['2026-11-01T05:30', '2026-11-02T06:30']],
    ['America/Havana', '30 0 * * *', '2026-10-31T12:00:00Z', ['2026-11-01T04:30', '2026-11-02T05:30']],
    ['Australia/Lord_Howe', '45 1 * * *', '2026-04-04T00:00:00Z', ['2026-04-04T14:45', '2026-04-05T15:15']],
    [
      'Europe/Berlin',
      '0 */2 * * *',
      '2026-10-24T21:30:00Z',
      ['2026-10-24T22:00', '2026-10-25T00:00', '2026-10-25T03:00'],
    ],
  ])('%s: %s fires once', (zone, cron, after, times) => expect(fires(cron, zone, after, times.length)).toEqual(times));

  it('does not fire again when asked for between the two', () =>
    expect(fires('30 2 * * *', 'Europe/Berlin', '2026-10-25T00:45:00Z', 1)).toEqual(['2026-10-26T01:30']));

  it('fires both times where every hour is meant, so that no hour goes without', () =>
    expect(fires('*/30 * * * *', 'Europe/Berlin', '2026-10-24T23:30:00Z', 5)).toEqual([
      '2026-10-25T00:00',
      '2026-10-25T00:30',
      '2026-10-25T01:00',
      '2026-10-25T01:30',
      '2026-10-25T02:00',
    ]));
});

describe('around every change of the clocks in 2026', () => {
  const ZONES = [
    'Europe/Berlin',
    'America/New_York',
    'America/Havana',
    'Asia/Beirut',
    'Australia/Lord_Howe',
    'America/Santiago',
  ];
  const MINUTE = 60_000;
  const DAY = 24 * 60 * MINUTE;
  const changesBetween = (zone: IANAZone, from: number, to: number, step: number): number[] => {
    const steps = Array.from({ length: (to - from) / step }, (_, i) => from + i * step);
    return steps.filter((ms) => zone.offset(ms) !== zone.offset(ms + step));
  };
  /** The first instant of each new offset. */
  const changes = (zone: IANAZone): number[] =>
    changesBetween(zone, Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1), DAY).flatMap((day) =>
      changesBetween(zone, day, day + DAY, 30 * MINUTE).map((ms) => ms + 30 * MINUTE),
    );

  it.each(ZONES)('%s: an hourly minute is every real minute at which the clocks show it', (name) => {
    const zone = new IANAZone(name);
    expect(changes(zone)).toHaveLength(2);
    for (const change of changes(zone)) {
      const [from, to] = [change - 4 * 60 * MINUTE, change + 4 * 60 * MINUTE];
      const expected: number[] = [];
      for (let ms = from + MINUTE; ms <= to; ms += MINUTE)
        if (new Date(ms + zone.offset(ms) * MINUTE).getUTCMinutes() % 20 === 10) expected.push(ms);
      const times = firesAfter({ cron: '10-59/20 * * * *', zone: name }, new Date(from), expected.length + 1);
      expect(times.map(Number).filter((ms) => ms <= to)).toEqual(expected);
    }
  });

  it.each(ZONES)('%s: every time of day comes exactly once a day, and in order', (name) => {
    const zone = new IANAZone(name);
    for (const change of changes(zone)) {
      for (let minute = 0; minute < 4 * 60; minute += 15) {
        const cron = `${minute % 60} ${Math.floor(minute / 60)} * * *`;
        const times = firesAfter({ cron, zone: name }, new Date(change - 50 * 60 * MINUTE), 4).map(Number);
        const days = times.map((ms) => new Date(ms + zone.offset(ms) * MINUTE).getUTCDate());
        expect(new Set(days).size).toBe(4);
        expect(times.slice(1).every((ms, i) => ms - (times[i] ?? 0) < 26 * 60 * MINUTE)).toBe(true);
      }
    }
  });
});
