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
  CreateHookTriggerRequest,
  HookTriggerPageResponse,
  HookTriggerResponse,
  HookTriggerSecretResponse,
  UpdateHookTriggerRequest,
} from './hook-triggers.dto.js';
import { HookTriggersService } from './hook-triggers.service.js';

@ApiParam({ name: 'org', type: String })
@Controller('api/v1/orgs/:org/pipelines/:pipelineId/hooks')
export class HookTriggersController {
  constructor(private readonly service: HookTriggersService) {}

  @Get()
  @Requires('pipelines.read')
  @ApiOkResponse({ type: HookTriggerPageResponse })
  listHookTriggers(
    @OrgId() orgId: string,
    @IdParam('pipelineId') pipelineId: string,
    @Query() query: PageQuery,
  ): Promise<Page<HookTriggerResponse>> {
    return this.service.list(orgId, pipelineId, query);
  }

  @Post()
  @Requires('executions.start')
  @ApiCreatedResponse({ type: HookTriggerSecretResponse })
  createHookTrigger(
    @OrgId() orgId: string,
    @IdParam('pipelineId') pipelineId: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: CreateHookTriggerRequest,
  ): Promise<HookTriggerSecretResponse> {
    return this.service.create(orgId, pipelineId, principal, body);
  }

  @Post(':hookTriggerId/secret')
  @HttpCode(200)
  @Requires('executions.start')
  @ApiOkResponse({ type: HookTriggerSecretResponse })
  rotateHookTriggerSecret(
    @OrgId() orgId: string,
    @IdParam('pipelineId') pipelineId: string,
    @IdParam('hookTriggerId') id: string,
    @CurrentPrincipal() principal: Principal,
  ): Promise<HookTriggerSecretResponse> {
    return this.service.rotate(orgId, pipelineId, id, principal);
  }

  @Patch(':hookTriggerId')
  @Requires('executions.start')
  @ApiOkResponse({ type: HookTriggerResponse })
  updateHookTrigger(
    @IdParam('pipelineId') pipelineId: string,
    @IdParam('hookTriggerId') id: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: UpdateHookTriggerRequest,
  ): Promise<HookTriggerResponse> {
    return this.service.update(principal, { pipelineId, id }, body);
  }

  @Delete(':hookTriggerId')
  @HttpCode(204)
  @Requires('executions.start')
  @ApiNoContentResponse()
  deleteHookTrigger(
    @OrgId() orgId: string,
    @IdParam('pipelineId') pipelineId: string,
    @IdParam('hookTriggerId') id: string,
  ): Promise<void> {
    return this.service.delete(orgId, pipelineId, id);
  }
}
