import { Injectable } from '@nestjs/common';
import { cursorKey, OrgTx, type Page, type Principal, toPage, type Tx } from '@throughline/platform';
import { DirectoryQueries } from '../directory/directory.queries.js';
import type { ApprovalResponse, ListApprovalsQuery } from './approvals.dto.js';
import { refuse } from './approvals.errors.js';
import { type ApprovalRow, ApprovalsQueries } from './approvals.queries.js';
import { digestOf } from './evidence.js';
import { refusalFor } from './refusal-for.js';
import { missingForVote } from './vote-permission.js';

/** Approval requests as the caller sees them: whether they may vote is part of the answer. */
@Injectable()
export class ApprovalsReader {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly queries: ApprovalsQueries,
    private readonly directory: DirectoryQueries,
  ) {}

  get(orgId: string, approvalId: string, principal: Principal): Promise<ApprovalResponse> {
    return this.orgTx.run(orgId, async (tx) => {
      const row = await this.queries.find(tx, approvalId);
      if (!row) throw refuse('not_found');
      return this.view(row, principal, await this.emailOf(tx, principal));
    });
  }

  list(orgId: string, query: ListApprovalsQuery, principal: Principal): Promise<Page<ApprovalResponse>> {
    const before = cursorKey(query.cursor, 1)?.[0];
    return this.orgTx.run(orgId, async (tx) => {
      const rows = await this.queries.list(tx, { state: query.state, before: before?.toString(), limit: query.limit });
      const email = await this.emailOf(tx, principal);
      return toPage(
        rows,
        query.limit,
        (row) => [row.id],
        (row) => this.view(row, principal, email),
      );
    });
  }

  private async emailOf(tx: Tx, principal: Principal): Promise<string | undefined> {
    return (await this.directory.member(tx, principal.id))?.email;
  }

  private view(row: ApprovalRow, principal: Principal, email: string | undefined): ApprovalResponse {
    const { nodeId: _nodeId, ...shown } = row;
    const reason = this.cannotVote(row, principal, email);
    return {
      ...shown,
      votes: row.votes.map((vote) => ({ ...vote, votedAt: new Date(vote.votedAt).toISOString() })),
      evidence: { digest: digestOf(row.evidence), ...row.evidence },
      canVote: reason === null,
      cannotVoteReason: reason,
      requestedAt: row.requestedAt.toISOString(),
      decidedAt: row.decidedAt?.toISOString() ?? null,
      expiresAt: row.expiresAt?.toISOString() ?? null,
    };
  }

  private cannotVote(row: ApprovalRow, principal: Principal, email: string | undefined): string | null {
    const missing = missingForVote(row, principal);
    if (missing) return missing.message;
    const refusal = refusalFor(row, principal, email);
    return refusal ? refuse(refusal).message : null;
  }
}
