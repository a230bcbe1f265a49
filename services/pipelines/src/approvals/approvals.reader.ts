import { Injectable } from '@nestjs/common';
import { cursorKey, may, OrgTx, type Page, type Principal, toPage } from '@throughline/platform';
import type {
  ApprovalCountResponse,
  ApprovalRequestResponse,
  ListApprovalRequestsQuery,
} from './approval-requests.dto.js';
import type { ApprovalRow } from './approval-rows.js';
import { approvalOfRunView, approvalView } from './approval-view.js';
import type { ApprovalResponse, ListApprovalsQuery } from './approvals.dto.js';
import { refuse } from './approvals.errors.js';
import { type ApprovalFilter, ApprovalsQueries } from './approvals.queries.js';
import { ballotsOf } from './mine.sql.js';
import { type KnownVoter, VotersQueries } from './voters.queries.js';

const MOST_COUNTED = 100;

type View<T> = (row: ApprovalRow, principal: Principal, voter: KnownVoter | undefined) => T;

/** Approval requests as the caller sees them: whether they may vote is part of the answer. */
@Injectable()
export class ApprovalsReader {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly queries: ApprovalsQueries,
    private readonly voters: VotersQueries,
  ) {}

  /** Of a run; others are not found here. */
  getOfRun(orgId: string, approvalId: string, principal: Principal): Promise<ApprovalResponse> {
    return this.find(orgId, approvalId, principal, (row, ...who) => {
      if (row.kind !== 'run') throw refuse('not_found');
      return approvalOfRunView(row, ...who);
    });
  }

  get(orgId: string, approvalId: string, principal: Principal): Promise<ApprovalRequestResponse> {
    return this.find(orgId, approvalId, principal, approvalView);
  }

  listOfRuns(orgId: string, query: ListApprovalsQuery, principal: Principal): Promise<Page<ApprovalResponse>> {
    const filter = { kind: 'run', state: query.state, before: beforeOf(query), limit: query.limit };
    return this.orgTx.run(orgId, async (tx) => {
      const voter = await this.voters.voter(tx, principal.id);
      return pageOfRows(await this.queries.list(tx, filter), query.limit, (row) =>
        approvalOfRunView(row, principal, voter),
      );
    });
  }

  list(orgId: string, query: ListApprovalRequestsQuery, principal: Principal): Promise<Page<ApprovalRequestResponse>> {
    const { kind, state, open, limit, view } = query;
    return this.orgTx.run(orgId, async (tx) => {
      const voter = await this.voters.voter(tx, principal.id);
      const own = filterOf(view, principal, voter);
      const rows = own
        ? await this.queries.list(tx, { kind, state, open, limit, before: beforeOf(query), ...own })
        : [];
      return pageOfRows(rows, limit, (row) => approvalView(row, principal, voter));
    });
  }

  count(orgId: string, principal: Principal): Promise<ApprovalCountResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const mine = filterOf('mine', principal, await this.voters.voter(tx, principal.id));
      return {
        mine: mine ? await this.queries.count(tx, { ...mine, limit: MOST_COUNTED }) : 0,
        open: await this.queries.count(tx, { open: true, limit: MOST_COUNTED }),
      };
    });
  }

  private find<T>(orgId: string, approvalId: string, principal: Principal, view: View<T>): Promise<T> {
    return this.orgTx.run(orgId, async (tx) => {
      const row = await this.queries.find(tx, approvalId);
      if (!row) throw refuse('not_found');
      return view(row, principal, await this.voters.voter(tx, principal.id));
    });
  }
}

/** What a view of the inbox adds to the filter; undefined where nothing can be in it. */
function filterOf(
  view: ListApprovalRequestsQuery['view'],
  principal: Principal,
  voter: KnownVoter | undefined,
): Pick<ApprovalFilter, 'mine' | 'requestedById'> | undefined {
  if (view === 'all') return {};
  if (view === 'asked') return { requestedById: principal.id };
  const mine = may(principal, 'approvals.vote') ? ballotsOf(principal, voter) : undefined;
  return mine && { mine };
}

const beforeOf = ({ cursor }: { cursor?: string }): string | undefined => cursorKey(cursor, 1)?.[0]?.toString();

function pageOfRows<T>(rows: readonly ApprovalRow[], limit: number, view: (row: ApprovalRow) => T): Page<T> {
  return toPage(rows, limit, ({ id }) => [id], view);
}
