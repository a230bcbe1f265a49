import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import {
  CurrentPrincipal,
  IdParam,
  OrgId,
  type Page,
  PageQuery,
  type Principal,
  Requires,
} from '@throughline/platform';
import { ActivityPageResponse, ActivityResponse } from './activity.dto.js';
import { ActivityReader } from './activity.reader.js';
import { ApprovalActionsService } from './approval-actions.service.js';
import {
  ApprovalCountResponse,
  ApprovalRequestPageResponse,
  ApprovalRequestResponse,
  ApprovalTextRequest,
  ListApprovalRequestsQuery,
  RequestChangesRequest,
  WithdrawApprovalRequest,
} from './approval-requests.dto.js';
import { ApprovalsReader } from './approvals.reader.js';
import { ApprovalsService } from './approvals.service.js';
import { FailureAnswersService } from './failure-answers.service.js';
import { AnswerFailureRequest } from './failure.dto.js';
import { CastVoteRequest } from './vote.dto.js';

/** The inbox: requests of runs, promotions, drift and by hand. */
@ApiParam({ name: 'org', type: String })
@Controller('api/v1/orgs/:org/approval-requests')
export class ApprovalRequestsController {
  constructor(
    private readonly service: ApprovalsService,
    private readonly actions: ApprovalActionsService,
    private readonly failures: FailureAnswersService,
    private readonly reader: ApprovalsReader,
    private readonly activity: ActivityReader,
  ) {}

  @Get()
  @Requires('approvals.read')
  @ApiOkResponse({ type: ApprovalRequestPageResponse })
  listApprovalRequests(
    @OrgId() orgId: string,
    @Query() query: ListApprovalRequestsQuery,
    @CurrentPrincipal() principal: Principal,
  ): Promise<Page<ApprovalRequestResponse>> {
    return this.reader.list(orgId, query, principal);
  }

  @Get('count')
  @Requires('approvals.read')
  @ApiOkResponse({ type: ApprovalCountResponse })
  countApprovalRequests(
    @OrgId() orgId: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<ApprovalCountResponse> {
    return this.reader.count(orgId, principal);
  }

  @Get(':approvalId')
  @Requires('approvals.read')
  @ApiOkResponse({ type: ApprovalRequestResponse })
  getApprovalRequest(
    @OrgId() orgId: string,
    @IdParam('approvalId') approvalId: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<ApprovalRequestResponse> {
    return this.reader.get(orgId, approvalId, principal);
  }

  @Post(':approvalId/votes')
  @HttpCode(200)
  @Requires('approvals.vote')
  @ApiOkResponse({ type: ApprovalRequestResponse })
  async voteOnRequest(
    @OrgId() orgId: string,
    @IdParam('approvalId') approvalId: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: CastVoteRequest,
  ): Promise<ApprovalRequestResponse> {
    await this.service.castVote(orgId, approvalId, principal, body);
    return this.reader.get(orgId, approvalId, principal);
  }

  @Post(':approvalId/request-changes')
  @HttpCode(200)
  @Requires('approvals.vote')
  @ApiOkResponse({ type: ApprovalRequestResponse })
  async requestChanges(
    @OrgId() orgId: string,
    @IdParam('approvalId') approvalId: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: RequestChangesRequest,
  ): Promise<ApprovalRequestResponse> {
    await this.actions.requestChanges(orgId, approvalId, principal, body);
    return this.reader.get(orgId, approvalId, principal);
  }

  @Post(':approvalId/answer')
  @HttpCode(200)
  @Requires('approvals.request')
  @ApiOkResponse({ type: ApprovalRequestResponse })
  async answerRequestedChanges(
    @OrgId() orgId: string,
    @IdParam('approvalId') approvalId: string,
    @CurrentPrincipal() principal: Principal,
    @Body() { text }: ApprovalTextRequest,
  ): Promise<ApprovalRequestResponse> {
    await this.actions.answer(orgId, approvalId, principal, text);
    return this.reader.get(orgId, approvalId, principal);
  }

  @Post(':approvalId/failure-answer')
  @HttpCode(200)
  @Requires('approvals.vote')
  @ApiOkResponse({ type: ApprovalRequestResponse })
  async answerFailure(
    @OrgId() orgId: string,
    @IdParam('approvalId') approvalId: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: AnswerFailureRequest,
  ): Promise<ApprovalRequestResponse> {
    await this.failures.answer(orgId, approvalId, principal, body);
    return this.reader.get(orgId, approvalId, principal);
  }

  @Post(':approvalId/withdraw')
  @HttpCode(200)
  @Requires('approvals.request')
  @ApiOkResponse({ type: ApprovalRequestResponse })
  async withdrawApprovalRequest(
    @OrgId() orgId: string,
    @IdParam('approvalId') approvalId: string,
    @CurrentPrincipal() principal: Principal,
    @Body() { comment }: WithdrawApprovalRequest,
  ): Promise<ApprovalRequestResponse> {
    await this.actions.withdraw(orgId, approvalId, principal, comment ?? null);
    return this.reader.get(orgId, approvalId, principal);
  }

  @Get(':approvalId/activity')
  @Requires('approvals.read')
  @ApiOkResponse({ type: ActivityPageResponse })
  listApprovalActivity(
    @OrgId() orgId: string,
    @IdParam('approvalId') approvalId: string,
    @Query() query: PageQuery,
  ): Promise<Page<ActivityResponse>> {
    return this.activity.list(orgId, approvalId, query);
  }

  @Post(':approvalId/comments')
  @HttpCode(201)
  @Requires('approvals.request')
  @ApiCreatedResponse({ type: ApprovalRequestResponse })
  async commentOnRequest(
    @OrgId() orgId: string,
    @IdParam('approvalId') approvalId: string,
    @CurrentPrincipal() principal: Principal,
    @Body() { text }: ApprovalTextRequest,
  ): Promise<ApprovalRequestResponse> {
    await this.actions.comment(orgId, approvalId, principal, text);
    return this.reader.get(orgId, approvalId, principal);
  }
}
