import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { CurrentPrincipal, IdParam, OrgId, type Page, type Principal, Requires } from '@throughline/platform';
import { ExecutionResponse } from './execution-detail.dto.js';
import { ExecutionStarter } from './execution-starter.js';
import {
  ExecutionSummaryPageResponse,
  ExecutionSummaryResponse,
  ListExecutionsQuery,
  StartExecutionRequest,
} from './executions.dto.js';
import { ExecutionsService } from './executions.service.js';

@ApiParam({ name: 'org', type: String })
@Controller('api/v1/orgs/:org')
export class ExecutionsController {
  constructor(
    private readonly service: ExecutionsService,
    private readonly starter: ExecutionStarter,
  ) {}

  @Post('pipelines/:pipelineId/executions')
  @HttpCode(202)
  @Requires('executions.start')
  @ApiAcceptedResponse({ type: ExecutionSummaryResponse })
  startExecution(
    @OrgId() orgId: string,
    @IdParam('pipelineId') pipelineId: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: StartExecutionRequest,
  ): Promise<ExecutionSummaryResponse> {
    return this.starter.start(orgId, pipelineId, principal, body);
  }

  @Get('executions')
  @Requires('executions.read')
  @ApiOkResponse({ type: ExecutionSummaryPageResponse })
  listExecutions(@OrgId() orgId: string, @Query() query: ListExecutionsQuery): Promise<Page<ExecutionSummaryResponse>> {
    return this.service.list(orgId, query);
  }

  @Get('executions/:executionId')
  @Requires('executions.read')
  @ApiOkResponse({ type: ExecutionResponse })
  getExecution(@OrgId() orgId: string, @IdParam('executionId') executionId: string): Promise<ExecutionResponse> {
    return this.service.get(orgId, executionId);
  }

  @Post('executions/:executionId/cancel')
  @HttpCode(202)
  @Requires('executions.cancel')
  @ApiAcceptedResponse({ type: ExecutionSummaryResponse })
  cancelExecution(
    @OrgId() orgId: string,
    @IdParam('executionId') executionId: string,
  ): Promise<ExecutionSummaryResponse> {
    return this.service.cancel(orgId, executionId);
  }

  @Post('executions/:executionId/pause')
  @HttpCode(202)
  @Requires('executions.cancel')
  @ApiAcceptedResponse({ type: ExecutionSummaryResponse })
  pauseExecution(
    @OrgId() orgId: string,
    @IdParam('executionId') executionId: string,
  ): Promise<ExecutionSummaryResponse> {
    return this.service.pause(orgId, executionId);
  }

  @Post('executions/:executionId/resume')
  @HttpCode(202)
  @Requires('executions.cancel')
  @ApiAcceptedResponse({ type: ExecutionSummaryResponse })
  resumeExecution(
    @OrgId() orgId: string,
    @IdParam('executionId') executionId: string,
  ): Promise<ExecutionSummaryResponse> {
    return this.service.resume(orgId, executionId);
  }
}
