import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { CurrentPrincipal, IdParam, OrgId, type Page, type Principal, Requires } from '@throughline/platform';
import { ApprovalPageResponse, ApprovalResponse, ListApprovalsQuery } from './approvals.dto.js';
import { ApprovalsReader } from './approvals.reader.js';
import { ApprovalsService } from './approvals.service.js';
import { CastVoteRequest } from './vote.dto.js';

/** The requests of runs; `approval-requests` has those of every kind. */
@ApiParam({ name: 'org', type: String })
@Controller('api/v1/orgs/:org/approvals')
export class ApprovalsController {
  constructor(
    private readonly service: ApprovalsService,
    private readonly reader: ApprovalsReader,
  ) {}

  @Get()
  @Requires('approvals.read')
  @ApiOkResponse({ type: ApprovalPageResponse })
  listApprovals(
    @OrgId() orgId: string,
    @Query() query: ListApprovalsQuery,
    @CurrentPrincipal() principal: Principal,
  ): Promise<Page<ApprovalResponse>> {
    return this.reader.listOfRuns(orgId, query, principal);
  }

  @Get(':approvalId')
  @Requires('approvals.read')
  @ApiOkResponse({ type: ApprovalResponse })
  getApproval(
    @OrgId() orgId: string,
    @IdParam('approvalId') approvalId: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<ApprovalResponse> {
    return this.reader.getOfRun(orgId, approvalId, principal);
  }

  @Post(':approvalId/votes')
  @HttpCode(200)
  @Requires('approvals.vote')
  @ApiOkResponse({ type: ApprovalResponse })
  async castVote(
    @OrgId() orgId: string,
    @IdParam('approvalId') approvalId: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: CastVoteRequest,
  ): Promise<ApprovalResponse> {
    await this.service.castVoteOnRun(orgId, approvalId, principal, body);
    return this.reader.getOfRun(orgId, approvalId, principal);
  }
}
