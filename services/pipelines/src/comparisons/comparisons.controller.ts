import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { IdParam, OrgId, Requires } from '@throughline/platform';
import { ComparisonQuery, ExecutionComparisonResponse } from './comparisons.dto.js';
import { ComparisonsService } from './comparisons.service.js';

@ApiParam({ name: 'org', type: String })
@Controller('api/v1/orgs/:org')
export class ComparisonsController {
  constructor(private readonly service: ComparisonsService) {}

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
}
