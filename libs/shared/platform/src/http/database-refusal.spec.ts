import { AppError } from '@throughline/kernel';
import { refusalOfDatabase } from './database-refusal.js';

const failed = (code: string): object => ({ driverError: { code, message: `it said ${code}` } });

describe('what a database error says to a client', () => {
  it.each([
    ['disk_full', '53100', 'database_full'],
    ['too_many_connections', '53300', 'database_unavailable'],
    ['crash_shutdown', '57P02', 'database_unavailable'],
    ['cannot_connect_now', '57P03', 'database_unavailable'],
  ])('%s is an outage, which passes', (_, sqlState, code) =>
    expect(refusalOfDatabase(failed(sqlState))).toMatchObject({ code, category: 'unavailable' }),
  );

  it('never shows the database’s own words', () =>
    expect(refusalOfDatabase(failed('53100'))?.message).not.toContain('it said'));

  it('passes on our own refusal of a statement', () => {
    const refusal = new AppError('deadline_exceeded', 'unavailable', 'Too late.');
    expect(refusalOfDatabase({ driverError: refusal })).toBe(refusal);
  });

  it('knows nothing of a bug', () => expect(refusalOfDatabase(failed('42703'))).toBeUndefined());
});
