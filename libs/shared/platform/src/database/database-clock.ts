import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DATABASE_NOW } from './database-now.js';

/** Far less than two clocks that run drift apart by in it; a machine that slept is put right by the next reading. */
const KEEP_MS = 30_000;

interface Reading {
  databaseMs: number;
  /** By the monotonic clock, which nobody sets. */
  takenMs: number;
}

/**
 * The database's time for what is asked for too often, or at once: read now and then, and measured from there by the
 * monotonic clock. It is as exact as a query is fast; what holds in one transaction takes `databaseNow`.
 */
@Injectable()
export class DatabaseClock {
  private reading: Reading | undefined;
  /** Under way, for everybody who finds the last one too old. */
  private refreshing: Promise<Date> | undefined;

  constructor(private readonly dataSource: DataSource) {}

  /** By a reading that is at most half a minute old. Rejects as a query does. */
  async now(): Promise<Date> {
    if (this.reading && performance.now() - this.reading.takenMs <= KEEP_MS) return this.last();
    this.refreshing ??= this.read().finally(() => (this.refreshing = undefined));
    await this.refreshing;
    return this.last();
  }

  /** Asks the database. Rejects as a query does; the reading before stays in use then. */
  async read(): Promise<Date> {
    const askedMs = performance.now();
    // Not by a SystemTx, which would be a step of the request: a second run of it need not ask again.
    const [row] = await this.dataSource.query<{ now: Date }[]>(`SELECT ${DATABASE_NOW} AS now`);
    if (!row) throw new Error('the database does not tell the time');
    this.reading = { databaseMs: row.now.getTime(), takenMs: (askedMs + performance.now()) / 2 };
    return this.last();
  }

  /** By the last reading, however old it is. Throws before the first. */
  last(): Date {
    if (!this.reading) throw new Error('the database has not been asked for the time yet');
    const { databaseMs, takenMs } = this.reading;
    return new Date(databaseMs + performance.now() - takenMs);
  }
}
