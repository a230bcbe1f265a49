import type { Tx } from './tx.js';

/** For an expression of a statement: to the millisecond, as a Date holds it. */
export const DATABASE_NOW = `date_trunc('milliseconds', clock_timestamp())`;

/** The database's time at this statement. What it is kept as and held against is told by the same clock, for every process. */
export async function databaseNow(tx: Tx): Promise<Date> {
  const [row] = await tx.query<{ now: Date }>(`SELECT ${DATABASE_NOW} AS now`);
  if (!row) throw new Error('the database does not tell the time');
  return row.now;
}
