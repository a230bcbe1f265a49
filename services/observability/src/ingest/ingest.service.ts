import { Injectable } from '@nestjs/common';
import { DatabaseClock, type Principal } from '@throughline/platform';
import { isRejection, type LogSource, readEntry } from './entry-reader.js';
import { GroupCommit } from './group-commit.js';
import type { IngestResponse, RejectedEntryResponse } from './ingest.dto.js';
import { refuseIngest } from './ingest.errors.js';
import type { LogEntry } from './log-entry.js';

export const MAX_ENTRIES = 5_000;

/** Takes batches of log entries: what it counts as accepted is committed. */
@Injectable()
export class IngestService {
  constructor(
    private readonly groupCommit: GroupCommit,
    private readonly clock: DatabaseClock,
  ) {}

  /** @throws AppError when the whole batch is refused; single bad entries are in the answer instead */
  async accept(principal: Principal, body: unknown): Promise<IngestResponse> {
    const source = sourceOf(principal);
    if (!Array.isArray(body)) throw refuseIngest('entries_not_array');
    if (body.length > MAX_ENTRIES) throw refuseIngest('too_many_entries');
    const now = await this.clock.now(); // the partitions are made by it
    const { entries, rejected } = sort(body, source, now.getTime());
    await this.groupCommit.write(entries);
    return { accepted: entries.length, rejected };
  }
}

function sourceOf(principal: Principal): LogSource {
  const { orgId, serviceId, environmentId } = principal;
  if (orgId === null || serviceId === null || environmentId === null) throw refuseIngest('source_missing');
  return { orgId, serviceId, environmentId };
}

function sort(
  body: unknown[],
  source: LogSource,
  nowMs: number,
): { entries: LogEntry[]; rejected: RejectedEntryResponse[] } {
  const entries: LogEntry[] = [];
  const rejected: RejectedEntryResponse[] = [];
  body.forEach((sent, index) => {
    const result = readEntry(sent, source, nowMs);
    if (isRejection(result)) rejected.push({ index, ...result });
    else entries.push(result);
  });
  return { entries, rejected };
}
