import { Inject, Injectable } from '@nestjs/common';
import { databaseNow, OrgTx } from '@throughline/platform';
import type { SseReply } from '../live/sse-reply.js';
import { rowResponse } from '../logs/log-entry-response.js';
import { type LogFilter, logFilter } from '../logs/log-filter.js';
import type { TailLogsQuery } from '../logs/logs.dto.js';
import { refuseLogs } from '../logs/logs.errors.js';
import { LogsQueries, type MissedRow } from '../logs/logs.queries.js';
import { OBSERVABILITY_CONFIG, type ObservabilityConfig } from '../observability.config.js';
import { TailHub, type TailLine } from './tail-hub.js';
import { TailStream } from './tail-stream.js';

const MAX_TAILS_PER_ORG = 100;
/** A reader that was away longer starts anew: the search has the rest. */
const RESUME_MS = 15 * 60_000;
const RESUME_LINES = 1_000;
const LINE_ID = /^(\d{1,16})-\d{1,20}$/;

/** Live tails: lines as they are committed, with resumption by the id of the last line seen. */
@Injectable()
export class TailService {
  constructor(
    private readonly hub: TailHub,
    private readonly orgTx: OrgTx,
    private readonly logs: LogsQueries,
    @Inject(OBSERVABILITY_CONFIG) private readonly config: ObservabilityConfig,
  ) {}

  /** Opens the stream; refuses before it is open, and never rejects after. */
  async open(orgId: string, query: TailLogsQuery, lastId: string | undefined, reply: SseReply): Promise<void> {
    if (this.hub.of(orgId).size >= MAX_TAILS_PER_ORG) throw refuseLogs('too_many_tails');
    const filter = logFilter(query);
    const stream = new TailStream(reply, this.config.TAIL_LINES_PER_SECOND, () => unsubscribe());
    const unsubscribe = this.hub.subscribe(orgId, { filter, receive: stream.receive });
    const lastSeq = LINE_ID.exec(lastId ?? '')?.[1];
    // Live lines are held back until the missed ones are sent.
    const rows = lastSeq ? await this.missed(orgId, filter, Number(lastSeq)).catch(() => []) : [];
    const lines = rows.map((row): TailLine => ({ seq: Number(row.seq), response: rowResponse(row) }));
    stream.resume(lines, (rows[0]?.total ?? 0) - rows.length);
  }

  private missed(orgId: string, filter: LogFilter, above: number): Promise<MissedRow[]> {
    return this.orgTx.run(orgId, async (tx) => {
      const nowMs = (await databaseNow(tx)).getTime();
      const range = { from: new Date(nowMs - RESUME_MS), to: new Date(nowMs + RESUME_MS) };
      return this.logs.since(tx, filter, range, { above, limit: RESUME_LINES });
    });
  }
}
