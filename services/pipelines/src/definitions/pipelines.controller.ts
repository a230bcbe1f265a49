import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { AllowedInSuspension, IdParam, OrgId, type Page, PageQuery, Requires } from '@throughline/platform';
import {
  ListPipelinesQuery,
  PipelinePageResponse,
  PipelineResponse,
  PipelineVersionPageResponse,
  type PipelineVersionResponse,
} from './pipelines.dto.js';
import { DefinitionValidator } from './definition-validator.js';
import { PipelinesReader } from './pipelines.reader.js';
import { PipelineValidationResponse, ValidatePipelineRequest } from './validation.dto.js';

@ApiParam({ name: 'org', type: String })
@Controller('api/v1/orgs/:org/pipelines')
export class PipelinesController {
  constructor(
    private readonly reader: PipelinesReader,
    private readonly validator: DefinitionValidator,
  ) {}

  @Get()
  @Requires('pipelines.read')
  @ApiOkResponse({ type: PipelinePageResponse })
  listPipelines(@OrgId() orgId: string, @Query() query: ListPipelinesQuery): Promise<Page<PipelineResponse>> {
    return this.reader.list(orgId, query);
  }

  /** Changes nothing: a POST because the text is longer than an address may be. */
  @Post('validate')
  @HttpCode(200)
  @AllowedInSuspension()
  @Requires('pipelines.read')
  @ApiOkResponse({ type: PipelineValidationResponse })
  validatePipeline(@OrgId() orgId: string, @Body() body: ValidatePipelineRequest): Promise<PipelineValidationResponse> {
    return this.validator.validate(orgId, body);
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
