import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import { LOGGER, type Logger, OrgTx, PgListener, SystemTx } from '@throughline/platform';
import { CommittedLines } from '../ingest/committed-lines.js';
import type { StoredEntry } from '../ingest/log-entry.js';
import { rowResponse } from '../logs/log-entry-response.js';
import { LogsQueries } from '../logs/logs.queries.js';
import { TailHub } from './tail-hub.js';

const CHANNEL = 'log_tail';
/** A NOTIFY takes a lock of the whole database at commit, so hints are gathered. */
const GATHER_MS = 100;
const MAX_LINES = 1_000;

interface Hint {
  process: string;
  orgId: string;
  firstSeq: number;
  lastSeq: number;
  from: string;
  to: string;
}

/** Tells the other replicas which numbers were committed here, and reads for the tails open here what they committed. */
@Injectable()
export class TailHints implements OnModuleInit, OnApplicationShutdown {
  private readonly process = newId();
  private readonly pending = new Map<string, Hint>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly hub: TailHub,
    private readonly committed: CommittedLines,
    private readonly listener: PgListener,
    private readonly logs: LogsQueries,
    private readonly orgTx: OrgTx,
    private readonly systemTx: SystemTx,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.committed.on((lines) => this.gather(lines));
    this.listener.on(CHANNEL, (payload) => void this.receive(JSON.parse(payload) as Hint));
  }

  onApplicationShutdown(): void {
    clearTimeout(this.timer);
  }

  private gather(lines: readonly StoredEntry[]): void {
    for (const { orgId, seq, at } of lines) {
      const hint = this.pending.get(orgId) ?? {
        process: this.process,
        orgId,
        firstSeq: seq,
        lastSeq: seq,
        from: at,
        to: at,
      };
      hint.lastSeq = Math.max(hint.lastSeq, seq);
      if (at < hint.from) hint.from = at;
      if (at > hint.to) hint.to = at;
      this.pending.set(orgId, hint);
    }
    this.timer ??= setTimeout(() => void this.announce(), GATHER_MS).unref();
  }

  /** A lost hint delays nobody for long: the reader resumes by its last number. */
  private async announce(): Promise<void> {
    this.timer = undefined;
    const hints = [...this.pending.values()].map((hint) => JSON.stringify(hint));
    this.pending.clear();
    await this.systemTx
      .run((tx) => tx.query('SELECT pg_notify($1, hint) FROM unnest($2::text[]) AS hint', [CHANNEL, hints]))
      .catch((error: unknown) => this.logger.debug({ err: error }, 'tail hints not sent'));
  }

  private async receive(hint: Hint): Promise<void> {
    if (hint.process === this.process) return;
    const range = { from: new Date(hint.from), to: new Date(Date.parse(hint.to) + 1) };
    const seq = { above: hint.firstSeq - 1, upTo: hint.lastSeq, limit: MAX_LINES };
    for (const { filter, receive } of this.hub.of(hint.orgId)) {
      const rows = await this.orgTx.run(hint.orgId, (tx) => this.logs.since(tx, filter, range, seq)).catch(() => []);
      for (const row of rows) receive({ seq: Number(row.seq), response: rowResponse(row) });
    }
  }
}
