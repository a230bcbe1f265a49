import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { IdParam, OrgId, type Page, PageQuery, Requires } from '@throughline/platform';
import {
  PipelinePageResponse,
  PipelineResponse,
  PipelineVersionPageResponse,
  type PipelineVersionResponse,
} from './pipelines.dto.js';
import { PipelinesReader } from './pipelines.reader.js';

@ApiParam({ name: 'org', type: String })
@Controller('api/v1/orgs/:org/pipelines')
export class PipelinesController {
  constructor(private readonly reader: PipelinesReader) {}

  @Get()
  @Requires('pipelines.read')
  @ApiOkResponse({ type: PipelinePageResponse })
  listPipelines(@OrgId() orgId: string, @Query() query: PageQuery): Promise<Page<PipelineResponse>> {
    return this.reader.list(orgId, query);
  }

  @Get(':pipelineId')
  @Requires('pipelines.read')
  @ApiOkResponse({ type: PipelineResponse })
  getPipeline(@OrgId() orgId: string, @IdParam('pipelineId') pipelineId: string): Promise<PipelineResponse> {
    return this.reader.get(orgId, pipelineId);
  }

  @Get(':pipelineId/versions')
  @Requires('pipelines.read')
  @ApiOkResponse({ type: PipelineVersionPageResponse })
  listPipelineVersions(
    @OrgId() orgId: string,
    @IdParam('pipelineId') pipelineId: string,
    @Query() query: PageQuery,
  ): Promise<Page<PipelineVersionResponse>> {
    return this.reader.versions(orgId, pipelineId, query);
  }
}
