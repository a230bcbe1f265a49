import { MISFIRE_POLICIES, type MisfirePolicy, tickOf } from './misfire.rules.js';

const at = (time: string): Date => new Date(`2026-11-20T${time}Z`);
const shown = (dates: Date[]): string[] => dates.map((date) => date.toISOString().slice(11, 16));

function tick(misfire: MisfirePolicy, from: string, now: string, cron = '*/10 * * * *') {
  const { due, missed, next } = tickOf({ cron, zone: 'UTC', misfire, nextFireAt: at(from) }, at(now));
  return { due: shown(due), missed: shown(missed), next: next?.toISOString().slice(11, 16) };
}

describe('what a schedule that is due does', () => {
  it.each(MISFIRE_POLICIES)('fires the time that has just come, whatever the policy (%s)', (policy) => {
    expect(tick(policy, '09:00:00', '09:00:00')).toEqual({ due: ['09:00'], missed: [], next: '09:10' });
    expect(tick(policy, '09:00:00', '09:00:55')).toEqual({ due: ['09:00'], missed: [], next: '09:10' });
  });

  it.each<[MisfirePolicy, string[], string[]]>([
    ['skip', [], ['09:00']],
    ['once', ['09:00'], []],
    ['all', ['09:00'], []],
  ])('%s: one time was missed', (policy, due, missed) =>
    expect(tick(policy, '09:00:00', '09:00:56')).toEqual({ due, missed, next: '09:10' }),
  );

  it.each<[MisfirePolicy, string[], string[]]>([
    ['skip', [], ['09:00', '09:10', '09:20', '09:30']],
    ['once', ['09:30'], ['09:00', '09:10', '09:20']],
    ['all', ['09:00', '09:10', '09:20', '09:30'], []],
  ])('%s: several were missed', (policy, due, missed) =>
    expect(tick(policy, '09:00:00', '09:35:00')).toEqual({ due, missed, next: '09:40' }),
  );

  it('skips what was missed and fires what is on time', () =>
    expect(tick('skip', '09:00:00', '09:20:10')).toEqual({
      due: ['09:20'],
      missed: ['09:00', '09:10'],
      next: '09:30',
    }));

  it.each<[MisfirePolicy, number, number]>([
    ['skip', 0, 10],
    ['once', 1, 10],
    ['all', 10, 10],
  ])('%s: after a year, in which a minutely one missed half a million', (policy, due, missed) => {
    const schedule = {
      cron: '* * * * *',
      zone: 'Europe/Berlin',
      misfire: policy,
      nextFireAt: new Date('2025-11-20T00:00Z'),
    };
    const result = tickOf(schedule, at('09:00:57'));
    expect([result.due.length, result.missed.length]).toEqual([due, missed]);
    const told = [...result.missed, ...result.due];
    expect(told.at(-1)).toEqual(at('09:00:00'));
    expect(told.map(Number)).toEqual(told.map((_, i) => at('09:00:00').getTime() - (told.length - 1 - i) * 60_000));
    expect(result.next).toEqual(at('09:01:00'));
  });

  it('makes up for a yearly one that was missed months ago', () => {
    const nextFireAt = new Date('2026-01-01T00:00Z');
    const schedule = { cron: '0 0 1 1 *', zone: 'UTC', misfire: 'once', nextFireAt } as const;
    expect(tickOf(schedule, at('09:00:00'))).toEqual({
      due: [nextFireAt],
      missed: [],
      next: new Date('2027-01-01T00:00Z'),
    });
  });

  it('does nothing but find its next time when it is not due', () =>
    expect(tick('all', '09:10:00', '09:05:00')).toEqual({ due: [], missed: [], next: '09:10' }));
});
