import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import { OPEN_STATES } from '../approvals/approval.machine.js';
import type { ListChangeRequestsQuery } from './change-requests.dto.js';

/** The place of a change request in a list. */
export interface ChangeRequestKey {
  id: string;
  /** As text, which keeps what a Date would round. */
  dueAt: string;
}

const OPEN = `a.state = ANY('{${OPEN_STATES.join(',')}}')`;
const BREACHED = 'coalesce(c.paused_at, a.decided_at, clock_timestamp()) > c.due_at';

/** The parameters of KEYS, in their order. */
const FILTERS = ['state', 'open', 'breached', 'type', 'priority', 'assigneeId'] as const;

const KEYS = `SELECT c.approval_id AS id, c.due_at::text AS "dueAt" FROM change_request c JOIN approval a ON a.id = c.approval_id
  WHERE ($1::text IS NULL OR a.state = $1) AND ($2::boolean IS NULL OR (${OPEN}) = $2)
    AND ($3::boolean IS NULL OR (${BREACHED}) = $3) AND ($4::text IS NULL OR lower(c.type) = lower($4))
    AND ($5::text IS NULL OR c.priority = $5) AND ($6::uuid IS NULL OR c.assignee_id = $6)`;

const ORDERS = {
  newest: 'AND ($7::uuid IS NULL OR c.approval_id < $7) AND $8::text IS NULL ORDER BY c.approval_id DESC LIMIT $9',
  due: `AND ($7::uuid IS NULL OR (c.due_at, c.approval_id) > ($8::timestamptz, $7)) ORDER BY c.due_at, c.approval_id LIMIT $9`,
};

/** Which change requests a list shows, in its order. */
@Injectable()
export class ChangeRequestsQueries {
  /** One more than `limit`, if there is. */
  keys(tx: Tx, query: ListChangeRequestsQuery, after: ChangeRequestKey | undefined): Promise<ChangeRequestKey[]> {
    const { order, limit } = query;
    return tx.query<ChangeRequestKey>(`${KEYS} ${ORDERS[order]}`, [
      ...FILTERS.map((filter) => query[filter] ?? null),
      ...[after?.id ?? null, order === 'due' ? (after?.dueAt ?? null) : null, limit + 1],
    ]);
  }
}
