import { Injectable } from '@nestjs/common';
import { cursorKey, may, OrgTx, type Page, type Principal, toPage, type Tx } from '@throughline/platform';
import type { ApprovalResponse, ListApprovalsQuery } from './approvals.dto.js';
import { refuse } from './approvals.errors.js';
import { type ApprovalRow, ApprovalsQueries } from './approvals.queries.js';
import { ApprovalsService } from './approvals.service.js';
import { digestOf } from './evidence.js';

/** Approval requests as the caller sees them: whether they may vote is part of the answer. */
@Injectable()
export class ApprovalsReader {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly queries: ApprovalsQueries,
    private readonly service: ApprovalsService,
  ) {}

  get(orgId: string, approvalId: string, principal: Principal): Promise<ApprovalResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const row = await this.queries.find(tx, approvalId);
      if (!row) throw refuse('not_found');
      return this.view(tx, row, principal);
    });
  }

  list(orgId: string, query: ListApprovalsQuery, principal: Principal): Promise<Page<ApprovalResponse>> {
    const before = cursorKey(query.cursor, 1)?.[0];
    return this.orgTx.run(orgId, async (tx) => {
      const rows = await this.queries.list(tx, { state: query.state, before: before?.toString(), limit: query.limit });
      const page = toPage(
        rows,
        query.limit,
        (row) => [row.id],
        (row) => row,
      );
      const items: ApprovalResponse[] = [];
      for (const row of page.items) items.push(await this.view(tx, row, principal));
      return { items, nextCursor: page.nextCursor };
    });
  }

  private async view(tx: Tx, row: ApprovalRow, principal: Principal): Promise<ApprovalResponse> {
    const { nodeId: _nodeId, ...shown } = row;
    const reason = await this.cannotVote(tx, row, principal);
    return {
      ...shown,
      votes: row.votes.map((vote) => ({ ...vote, votedAt: new Date(vote.votedAt).toISOString() })),
      evidence: { digest: digestOf(row.evidence), ...row.evidence },
      canVote: reason === null,
      cannotVoteReason: reason,
      requestedAt: row.requestedAt.toISOString(),
      decidedAt: row.decidedAt?.toISOString() ?? null,
    };
  }

  private async cannotVote(tx: Tx, row: ApprovalRow, principal: Principal): Promise<string | null> {
    if (!may(principal, 'approvals.vote')) return refuse('approval_permission').message;
    const refusal = await this.service.refusalFor(tx, row, principal);
    return refusal ? refuse(refusal).message : null;
  }
}
