import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { CurrentPrincipal, IdParam, OrgId, type Page, type Principal, Requires } from '@throughline/platform';
import { ApprovalRequestPageResponse, ApprovalRequestResponse } from '../approvals/approval-requests.dto.js';
import {
  CreateChangeRequestRequest,
  EditChangeRequestRequest,
  ListChangeRequestsQuery,
  ReassignChangeRequestRequest,
} from './change-requests.dto.js';
import { ChangeRequestsReader } from './change-requests.reader.js';
import { ChangeRequestsService } from './change-requests.service.js';

/** Votes, answers and comments on them are those of `approval-requests`, by the same id. */
@ApiParam({ name: 'org', type: String })
@Controller('api/v1/orgs/:org/change-requests')
export class ChangeRequestsController {
  constructor(
    private readonly service: ChangeRequestsService,
    private readonly reader: ChangeRequestsReader,
  ) {}

  @Get()
  @Requires('approvals.read')
  @ApiOkResponse({ type: ApprovalRequestPageResponse })
  listChangeRequests(
    @OrgId() orgId: string,
    @Query() query: ListChangeRequestsQuery,
    @CurrentPrincipal() principal: Principal,
  ): Promise<Page<ApprovalRequestResponse>> {
    return this.reader.list(orgId, query, principal);
  }

  @Post()
  @Requires('approvals.request')
  @ApiCreatedResponse({ type: ApprovalRequestResponse })
  async createChangeRequest(
    @OrgId() orgId: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: CreateChangeRequestRequest,
  ): Promise<ApprovalRequestResponse> {
    const id = await this.service.create(orgId, principal, body);
    return this.reader.get(orgId, id, principal);
  }

  @Get(':changeRequestId')
  @Requires('approvals.read')
  @ApiOkResponse({ type: ApprovalRequestResponse })
  getChangeRequest(
    @OrgId() orgId: string,
    @IdParam('changeRequestId') id: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<ApprovalRequestResponse> {
    return this.reader.get(orgId, id, principal);
  }

  @Patch(':changeRequestId')
  @Requires('approvals.request')
  @ApiOkResponse({ type: ApprovalRequestResponse })
  async editChangeRequest(
    @OrgId() orgId: string,
    @IdParam('changeRequestId') id: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: EditChangeRequestRequest,
  ): Promise<ApprovalRequestResponse> {
    await this.service.edit(orgId, id, principal, body);
    return this.reader.get(orgId, id, principal);
  }

  @Post(':changeRequestId/reassign')
  @HttpCode(200)
  @Requires('approvals.request')
  @ApiOkResponse({ type: ApprovalRequestResponse })
  async reassignChangeRequest(
    @OrgId() orgId: string,
    @IdParam('changeRequestId') id: string,
    @CurrentPrincipal() principal: Principal,
    @Body() { assigneeId }: ReassignChangeRequestRequest,
  ): Promise<ApprovalRequestResponse> {
    await this.service.reassign(orgId, id, principal, assigneeId);
    return this.reader.get(orgId, id, principal);
  }
}
