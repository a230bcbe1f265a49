import { Injectable } from '@nestjs/common';
import { cursorKey, OrgTx, type Page, type Principal, toPage } from '@throughline/platform';
import type { ApprovalRequestResponse } from '../approvals/approval-requests.dto.js';
import { approvalView } from '../approvals/approval-view.js';
import { ApprovalsQueries } from '../approvals/approvals.queries.js';
import { VotersQueries } from '../approvals/voters.queries.js';
import type { ListChangeRequestsQuery } from './change-requests.dto.js';
import { refuse } from './change-requests.errors.js';
import { type ChangeRequestKey, ChangeRequestsQueries } from './change-requests.queries.js';

/** Change requests as the caller sees them. */
@Injectable()
export class ChangeRequestsReader {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly queries: ChangeRequestsQueries,
    private readonly approvals: ApprovalsQueries,
    private readonly voters: VotersQueries,
  ) {}

  list(orgId: string, query: ListChangeRequestsQuery, principal: Principal): Promise<Page<ApprovalRequestResponse>> {
    const after = keyOf(query.cursor);
    return this.orgTx.run(orgId, async (tx) => {
      const keys = await this.queries.keys(tx, query, after);
      const page = toPage(
        keys,
        query.limit,
        ({ dueAt, id }) => [dueAt, id],
        ({ id }) => id,
      );
      const voter = await this.voters.voter(tx, principal.id);
      const rows = await this.approvals.many(tx, page.items);
      return { ...page, items: rows.map((row) => approvalView(row, principal, voter)) };
    });
  }

  get(orgId: string, id: string, principal: Principal): Promise<ApprovalRequestResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const row = await this.approvals.find(tx, id);
      if (!row?.change) throw refuse('not_found');
      return approvalView(row, principal, await this.voters.voter(tx, principal.id));
    });
  }
}

function keyOf(cursor: string | undefined): ChangeRequestKey | undefined {
  const key = cursorKey(cursor, 2);
  return key && { dueAt: String(key[0]), id: String(key[1]) };
}
