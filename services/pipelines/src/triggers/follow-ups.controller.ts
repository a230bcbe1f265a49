import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
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
import {
  CreateFollowUpRequest,
  FollowUpPageResponse,
  FollowUpResponse,
  UpdateFollowUpRequest,
} from './follow-ups.dto.js';
import { FollowUpsService } from './follow-ups.service.js';

@ApiParam({ name: 'org', type: String })
@Controller('api/v1/orgs/:org/pipelines/:pipelineId/follow-ups')
export class FollowUpsController {
  constructor(private readonly service: FollowUpsService) {}

  @Get()
  @Requires('pipelines.read')
  @ApiOkResponse({ type: FollowUpPageResponse })
  listFollowUps(
    @OrgId() orgId: string,
    @IdParam('pipelineId') pipelineId: string,
    @Query() query: PageQuery,
  ): Promise<Page<FollowUpResponse>> {
    return this.service.list(orgId, pipelineId, query);
  }

  @Post()
  @Requires('executions.start')
  @ApiCreatedResponse({ type: FollowUpResponse })
  createFollowUp(
    @OrgId() orgId: string,
    @IdParam('pipelineId') pipelineId: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: CreateFollowUpRequest,
  ): Promise<FollowUpResponse> {
    return this.service.create(orgId, pipelineId, principal, body);
  }

  @Post(':followUpId/enable')
  @HttpCode(200)
  @Requires('executions.start')
  @ApiOkResponse({ type: FollowUpResponse })
  enableFollowUp(
    @OrgId() orgId: string,
    @IdParam('pipelineId') pipelineId: string,
    @IdParam('followUpId') id: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<FollowUpResponse> {
    return this.service.enable(orgId, pipelineId, id, principal);
  }

  @Patch(':followUpId')
  @Requires('executions.start')
  @ApiOkResponse({ type: FollowUpResponse })
  updateFollowUp(
    @IdParam('pipelineId') upstreamId: string,
    @IdParam('followUpId') id: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: UpdateFollowUpRequest,
  ): Promise<FollowUpResponse> {
    return this.service.update(principal, { upstreamId, id }, body);
  }

  @Delete(':followUpId')
  @HttpCode(204)
  @Requires('executions.start')
  @ApiNoContentResponse()
  deleteFollowUp(
    @OrgId() orgId: string,
    @IdParam('pipelineId') pipelineId: string,
    @IdParam('followUpId') id: string,
  ): Promise<void> {
    return this.service.delete(orgId, pipelineId, id);
  }
}
