import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { IdParam, OrgId, Requires } from '@throughline/platform';
import { ComparisonQuery, ExecutionComparisonResponse } from './comparisons.dto.js';
import { ComparisonsService } from './comparisons.service.js';
import { LogComparisonResponse } from './log-comparisons.dto.js';
import { LogComparisonsService } from './log-comparisons.service.js';

@ApiParam({ name: 'org', type: String })
@Controller('api/v1/orgs/:org')
export class ComparisonsController {
  constructor(
    private readonly service: ComparisonsService,
    private readonly logs: LogComparisonsService,
  ) {}

  @Get('executions/:executionId/comparison')
  @Requires('executions.read')
  @ApiOkResponse({ type: ExecutionComparisonResponse })
  compareExecutions(
    @OrgId() orgId: string,
    @IdParam('executionId') executionId: string,
    @Query() query: ComparisonQuery,
  ): Promise<ExecutionComparisonResponse> {
    return this.service.compare(orgId, executionId, query.with);
  }

  @Get('executions/:executionId/nodes/:nodeKey/log-comparison')
  @Requires('executions.read')
  @ApiOkResponse({ type: LogComparisonResponse })
  compareNodeLogs(
    @OrgId() orgId: string,
    @IdParam('executionId') executionId: string,
    @Param('nodeKey') nodeKey: string,
    @Query() query: ComparisonQuery,
  ): Promise<LogComparisonResponse> {
    return this.logs.compare(orgId, { executionId, nodeKey }, query.with);
  }
}
