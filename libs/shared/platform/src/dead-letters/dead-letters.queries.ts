import { Injectable } from '@nestjs/common';
import type { Envelope } from '@throughline/contracts';
import { AppError, isId } from '@throughline/kernel';
import { OrgTx } from '../database/org-tx.js';
import { cursorKey, type Page, toPage } from '../http/page.dto.js';
import type { DeadLetterState } from './dead-letter.machine.js';
import type {
  DeadLetterDetailResponse,
  DeadLetterQuery,
  DeadLetterResponse,
  DeadLetterStart,
} from './dead-letters.dto.js';
import { refuse } from './dead-letters.errors.js';
import { maskSecrets } from '../masking/process-secrets.js';
import { shownPayload } from './mask.rules.js';

interface DeadLetterRow {
  id: string;
  consumer: string;
  event_id: string;
  type: string;
  source: string;
  state: DeadLetterState;
  reason: DeadLetterResponse['reason'];
  error: string;
  code: string | null;
  starts: number;
  replays: number;
  died_at: Date;
  resolved_at: Date | null;
  resolved_by_name: string | null;
  discard_reason: string | null;
  trace_id: string | null;
  consumer_version: string;
  payload: Envelope<Record<string, unknown>>;
}

/** What the page of events not applied shows: the latest first. */
@Injectable()
export class DeadLetterQueries {
  constructor(private readonly orgTx: OrgTx) {}

  list(orgId: string, query: DeadLetterQuery): Promise<Page<DeadLetterResponse>> {
    const before = idOf(cursorKey(query.cursor, 1));
    return this.orgTx.run(orgId, async (tx) => {
      const rows = await tx.query<DeadLetterRow>(
        `SELECT * FROM dead_letter
          WHERE ($1::text IS NULL OR state = $1) AND ($2::text IS NULL OR type = $2) AND ($3::text IS NULL OR reason = $3)
            AND ($4::uuid IS NULL OR id < $4) AND org_id = $5
          ORDER BY id DESC LIMIT $6`,
        [query.state ?? null, query.type ?? null, query.reason ?? null, before ?? null, orgId, query.limit + 1],
      );
      return toPage(rows, query.limit, (row) => [row.id], responseOf);
    });
  }

  /** Throws `dead_letter_not_found` for one of nobody or of another organization. */
  detail(orgId: string, id: string): Promise<DeadLetterDetailResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const [row] = await tx.query<DeadLetterRow>('SELECT * FROM dead_letter WHERE id = $1', [id]);
      if (!row) throw refuse('dead_letter_not_found');
      const attempts = await tx.query<{ started_at: Date; ended_at: Date | null; error: string | null }>(
        `SELECT started_at, ended_at, error FROM delivery_attempt WHERE consumer = $1 AND event_id = $2
          ORDER BY started_at, id LIMIT 50`,
        [row.consumer, row.event_id],
      );
      return { ...responseOf(row), ...detailOf(row), attempts: attempts.map(startOf) };
    });
  }
}

function responseOf(row: DeadLetterRow): DeadLetterResponse {
  return {
    id: row.id,
    service: row.consumer,
    eventId: row.event_id,
    type: row.type,
    source: row.source,
    state: row.state,
    reason: row.reason,
    error: row.error,
    code: row.code,
    starts: row.starts,
    replays: row.replays,
    diedAt: row.died_at.toISOString(),
    resolvedAt: row.resolved_at?.toISOString() ?? null,
    resolvedByName: row.resolved_by_name,
    discardReason: row.discard_reason,
  };
}

function detailOf({ payload, ...row }: DeadLetterRow) {
  return {
    traceId: row.trace_id,
    consumerVersion: row.consumer_version,
    aggregateId: payload.aggregateId,
    aggregateVersion: payload.aggregateVersion,
    occurredAt: payload.occurredAt,
    data: shownPayload(payload.data, maskSecrets) as Record<string, unknown>,
  };
}

function startOf(row: { started_at: Date; ended_at: Date | null; error: string | null }): DeadLetterStart {
  return { startedAt: row.started_at.toISOString(), endedAt: row.ended_at?.toISOString() ?? null, error: row.error };
}

function idOf(key: (string | number)[] | undefined): string | undefined {
  const [id] = key ?? [];
  if (id === undefined) return undefined;
  if (typeof id === 'string' && isId(id)) return id;
  throw new AppError('cursor', 'invalid', 'The cursor is not one of this list.', [
    { pointer: '/cursor', message: 'unknown cursor' },
  ]);
}
