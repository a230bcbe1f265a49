import { Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { IdParam, OrgId, type Page, PageQuery, Requires } from '@throughline/platform';
import { RunnerCare } from './runner-care.js';
import { RunnerPageResponse, RunnerQueueResponse, type RunnerResponse } from './runners.dto.js';
import { RunnersReader } from './runners.reader.js';

@ApiParam({ name: 'org', type: String })
@Controller('api/v1/orgs/:org/runners')
export class RunnersController {
  constructor(
    private readonly reader: RunnersReader,
    private readonly care: RunnerCare,
  ) {}

  @Get()
  @Requires('runners.read')
  @ApiOkResponse({ type: RunnerPageResponse })
  listRunners(@OrgId() orgId: string, @Query() query: PageQuery): Promise<Page<RunnerResponse>> {
    return this.reader.list(orgId, query);
  }

  @Get('queue')
  @Requires('runners.read')
  @ApiOkResponse({ type: RunnerQueueResponse })
  getRunnerQueue(@OrgId() orgId: string): Promise<RunnerQueueResponse> {
    return this.reader.queue(orgId);
  }

  @Post(':runnerId/pause')
  @HttpCode(204)
  @Requires('runners.manage')
  @ApiNoContentResponse()
  pauseRunner(@OrgId() orgId: string, @IdParam('runnerId') runnerId: string): Promise<void> {
    return this.care.pause(orgId, runnerId);
  }

  @Post(':runnerId/resume')
  @HttpCode(204)
  @Requires('runners.manage')
  @ApiNoContentResponse()
  resumeRunner(@OrgId() orgId: string, @IdParam('runnerId') runnerId: string): Promise<void> {
    return this.care.resume(orgId, runnerId);
  }

  @Delete(':runnerId')
  @HttpCode(204)
  @Requires('runners.manage')
  @ApiNoContentResponse()
  removeRunner(@OrgId() orgId: string, @IdParam('runnerId') runnerId: string): Promise<void> {
    return this.care.remove(orgId, runnerId);
  }
}
