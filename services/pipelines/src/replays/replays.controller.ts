import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBody, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { CurrentPrincipal, IdParam, OrgId, type Principal, Requires } from '@throughline/platform';
import { ExecutionSummaryResponse } from '../executions/executions.dto.js';
import { ReplayExecutionRequest, ReplayPlanQuery, ReplayPlanResponse } from './replays.dto.js';
import { ReplaysService } from './replays.service.js';

@ApiParam({ name: 'org', type: String })
@Controller('api/v1/orgs/:org')
export class ReplaysController {
  constructor(private readonly service: ReplaysService) {}

  @Get('executions/:executionId/replay-plan')
  @Requires('executions.read')
  @ApiOkResponse({ type: ReplayPlanResponse })
  planReplay(
    @OrgId() orgId: string,
    @IdParam('executionId') executionId: string,
    @Query() query: ReplayPlanQuery,
  ): Promise<ReplayPlanResponse> {
    return this.service.plan(orgId, executionId, query);
  }

  @Post('executions/:executionId/replay')
  @HttpCode(202)
  @Requires('executions.start')
  @ApiBody({ type: ReplayExecutionRequest, required: false })
  @ApiAcceptedResponse({ type: ExecutionSummaryResponse })
  replayExecution(
    @OrgId() orgId: string,
    @IdParam('executionId') executionId: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: ReplayExecutionRequest,
  ): Promise<ExecutionSummaryResponse> {
    return this.service.replay(orgId, executionId, principal, body);
  }
}
