import type { DataSource } from 'typeorm';
import { withoutContext } from '../context/request-context.js';

/** What is told on a channel of NOTIFY. */
export interface Hint {
  channel: string;
  payload: string;
  /** Whether it may wait a moment for others to travel with: for people, who do not see the difference. */
  mayWait?: boolean;
}

const SEND = 'SELECT pg_notify(channel, payload) FROM unnest($1::text[], $2::text[]) AS d (channel, payload)';
const MOST_AT_ONCE = 1_000;
/** How long one waits that may: each statement is a transaction of its own, and wakes whoever listens. */
const WAIT_MS = 40;

/**
 * Tells others of the database, by NOTIFY, that something was committed. Not in the committing transaction: PostgreSQL
 * lets transactions that notify commit only one after the other, each with its own write to disk. What is told while an
 * earlier statement is under way leaves together, and once; what may wait leaves with the next that may not. A hint may be lost, as all of NOTIFY may (`PgListener`).
 */
export class Hints {
  private readonly waiting = new Map<string, Hint>();
  private isSending = false;
  private isDue: NodeJS.Timeout | undefined;

  constructor(private readonly dataSource: Pick<DataSource, 'query'>) {}

  send(hints: readonly Hint[]): void {
    for (const hint of hints) this.waiting.set(`${hint.channel} ${hint.payload}`, hint);
    if (hints.some(({ mayWait }) => mayWait !== true)) this.begin();
    else if (hints.length > 0) this.isDue ??= setTimeout(() => this.begin(), WAIT_MS).unref();
  }

  private begin(): void {
    clearTimeout(this.isDue);
    this.isDue = undefined;
    if (this.waiting.size > 0 && !this.isSending) void withoutContext(() => this.sendAll());
  }

  private async sendAll(): Promise<void> {
    this.isSending = true;
    while (this.waiting.size > 0) {
      const hints = [...this.waiting].slice(0, MOST_AT_ONCE);
      for (const [key] of hints) this.waiting.delete(key);
      const [channels, payloads] = [hints.map(([, { channel }]) => channel), hints.map(([, { payload }]) => payload)];
      await this.dataSource.query(SEND, [channels, payloads]).catch(() => undefined);
    }
    this.isSending = false;
  }
}

const ofSources = new WeakMap<DataSource, Hints>();

/** The hints of a data source's transactions; one for all of them. */
export function hintsOf(dataSource: DataSource): Hints {
  const hints = ofSources.get(dataSource) ?? new Hints(dataSource);
  ofSources.set(dataSource, hints);
  return hints;
}
