import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { OrgId, type Page, PageQuery, Requires } from '@throughline/platform';
import { RunnerPageResponse, type RunnerResponse } from './runners.dto.js';
import { RunnersReader } from './runners.reader.js';

@ApiParam({ name: 'org', type: String })
@Controller('api/v1/orgs/:org/runners')
export class RunnersController {
  constructor(private readonly reader: RunnersReader) {}

  @Get()
  @Requires('runners.read')
  @ApiOkResponse({ type: RunnerPageResponse })
  listRunners(@OrgId() orgId: string, @Query() query: PageQuery): Promise<Page<RunnerResponse>> {
    return this.reader.list(orgId, query);
  }
}
