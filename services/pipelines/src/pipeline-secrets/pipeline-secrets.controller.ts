import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { IdParam, OrgId, type Page, Requires } from '@throughline/platform';
import { ListValuesQuery } from '../named-values/named-values.dto.js';
import {
  CreatePipelineSecretRequest,
  PipelineSecretPageResponse,
  PipelineSecretResponse,
  SetPipelineSecretRequest,
} from './pipeline-secrets.dto.js';
import { PipelineSecretsService } from './pipeline-secrets.service.js';

@ApiParam({ name: 'org', type: String })
@Controller('api/v1/orgs/:org/pipeline-secrets')
export class PipelineSecretsController {
  constructor(private readonly service: PipelineSecretsService) {}

  @Get()
  @Requires('pipelines.read')
  @ApiOkResponse({ type: PipelineSecretPageResponse })
  listPipelineSecrets(@OrgId() orgId: string, @Query() query: ListValuesQuery): Promise<Page<PipelineSecretResponse>> {
    return this.service.list(orgId, query);
  }

  @Post()
  @Requires('repositories.manage')
  @ApiCreatedResponse({ type: PipelineSecretResponse })
  createPipelineSecret(
    @OrgId() orgId: string,
    @Body() body: CreatePipelineSecretRequest,
  ): Promise<PipelineSecretResponse> {
    return this.service.create(orgId, { ...body, projectIds: null });
  }

  @Post(':pipelineSecretId/versions')
  @Requires('repositories.manage')
  @ApiCreatedResponse({ type: PipelineSecretResponse })
  setPipelineSecret(
    @OrgId() orgId: string,
    @IdParam('pipelineSecretId') pipelineSecretId: string,
    @Body() { value }: SetPipelineSecretRequest,
  ): Promise<PipelineSecretResponse> {
    return this.service.set(orgId, { id: pipelineSecretId, level: 'project' }, value);
  }

  @Delete(':pipelineSecretId')
  @HttpCode(204)
  @Requires('repositories.manage')
  @ApiNoContentResponse()
  deletePipelineSecret(@OrgId() orgId: string, @IdParam('pipelineSecretId') pipelineSecretId: string): Promise<void> {
    return this.service.delete(orgId, { id: pipelineSecretId, level: 'project' });
  }
}
