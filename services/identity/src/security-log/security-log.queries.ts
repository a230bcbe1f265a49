import { Injectable } from '@nestjs/common';
import { cursorKey, type Page, type PageQuery, type Principal, SystemTx, toPage } from '@throughline/platform';
import { personOf } from '../organizations/person-of.js';
import { clientInWords } from '../text/client-words.js';
import type { AccountEventKind } from './account-event-kinds.js';
import type { AccountEventResponse } from './security-log.dto.js';

interface EventRow {
  id: string;
  kind: AccountEventKind;
  details: Record<string, unknown> | null;
  ip: string | null;
  user_agent: string | null;
  occurred_at: Date;
}

/** A person's own security log. */
@Injectable()
export class SecurityLogQueries {
  constructor(private readonly systemTx: SystemTx) {}

  /** Newest first. Refuses an ingest key or service account, which are no persons. */
  list(principal: Principal, query: PageQuery): Promise<Page<AccountEventResponse>> {
    const userId = personOf(principal);
    const before = cursorKey(query.cursor, 1)?.[0]?.toString() ?? null;
    return this.systemTx.run(async (tx) => {
      const rows = await tx.query<EventRow>(
        `SELECT id, kind, details, ip, user_agent, occurred_at FROM account_event
          WHERE user_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
        [userId, before, query.limit + 1],
      );
      return toPage(rows, query.limit, (row) => [row.id], toEvent);
    });
  }
}

function toEvent({ id, kind, details, ip, user_agent, occurred_at }: EventRow): AccountEventResponse {
  return { id, kind, details, ip, client: clientInWords(user_agent), occurredAt: occurred_at.toISOString() };
}
