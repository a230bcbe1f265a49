import type pg from 'pg';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { LIMIT_SCHEMA, LIMIT_TABLE } from './limit-table.js';

const TABLE = `${LIMIT_SCHEMA}.${LIMIT_TABLE}`;
const NOW = '(extract(epoch FROM clock_timestamp()) * 1000)::bigint';
/** The library holds the end against this process's clock, so it is told by that: `at` is the parameter that says its now. */
const told = (expire: string, at: string): string => `${at}::bigint + ${expire} - ${NOW} AS expire`;

const UPSERT = `
  INSERT INTO ${TABLE} AS l (key, points, expire) VALUES ($1, $2, ${NOW} + $3::bigint)
  ON CONFLICT (key) DO UPDATE SET
    points = CASE WHEN $4 OR l.expire <= ${NOW} THEN excluded.points ELSE l.points + excluded.points END,
    expire = CASE WHEN $4 OR l.expire <= ${NOW} THEN excluded.expire ELSE l.expire END
  RETURNING points, ${told('l.expire', '$5')}`;
const GET = `SELECT points, ${told('expire', '$2')} FROM ${TABLE} WHERE key = $1 AND expire > ${NOW}`;
const CLEAR = `DELETE FROM ${TABLE} WHERE expire < ${NOW} - 3600000`;

/**
 * The library's limiter with windows that begin and end by the database's clock: it takes the process's, by which replicas
 * whose clocks differ would end each other's windows, and one that is set back would refuse for as long. It overrides
 * what the library means every store to have; each window has an end.
 */
export class PostgresLimiter extends RateLimiterPostgres {
  constructor(
    private readonly pool: pg.Pool,
    options: { points: number; duration: number; keyPrefix: string },
  ) {
    super({ ...options, storeClient: pool, storeType: 'pool', tableName: LIMIT_TABLE, tableCreated: true });
  }

  protected _upsert(key: string, points: number, msDuration: number, isForced = false): Promise<pg.QueryResult> {
    return this.pool.query({
      name: 'limit-upsert',
      text: UPSERT,
      values: [key, points, msDuration, isForced, Date.now()],
    });
  }

  protected async _get(key: string): Promise<pg.QueryResult | null> {
    const found = await this.pool.query({ name: 'limit-get', text: GET, values: [key, Date.now()] });
    return found.rowCount === 0 ? null : found;
  }

  /** Never rejects: what is not cleared now is cleared later. */
  protected async clearExpired(): Promise<void> {
    await this.pool.query(CLEAR).catch(() => undefined);
  }
}
