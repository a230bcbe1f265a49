import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import {
  CurrentPrincipal,
  IdParam,
  OrgId,
  type Page,
  PageQuery,
  type Principal,
  Requires,
} from '@throughline/platform';
import { CreateDelegationRequest, DelegationPageResponse, DelegationResponse } from './delegations.dto.js';
import { DelegationsService } from './delegations.service.js';

@ApiParam({ name: 'org', type: String })
@Controller('api/v1/orgs/:org/approval-delegations')
export class DelegationsController {
  constructor(private readonly service: DelegationsService) {}

  @Get()
  @Requires('approvals.read')
  @ApiOkResponse({ type: DelegationPageResponse })
  listApprovalDelegations(
    @OrgId() orgId: string,
    @CurrentPrincipal() principal: Principal,
    @Query() query: PageQuery,
  ): Promise<Page<DelegationResponse>> {
    return this.service.list(orgId, principal, query);
  }

  @Post()
  @Requires('approvals.vote')
  @ApiCreatedResponse({ type: DelegationResponse })
  createApprovalDelegation(
    @OrgId() orgId: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: CreateDelegationRequest,
  ): Promise<DelegationResponse> {
    return this.service.create(orgId, principal, body);
  }

  @Delete(':delegationId')
  @HttpCode(204)
  @Requires('approvals.vote')
  @ApiNoContentResponse()
  endApprovalDelegation(
    @OrgId() orgId: string,
    @CurrentPrincipal() principal: Principal,
    @IdParam('delegationId') delegationId: string,
  ): Promise<void> {
    return this.service.end(orgId, principal, delegationId);
  }
}
