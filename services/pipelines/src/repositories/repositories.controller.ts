import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { IdParam, OrgId, type Page, PageQuery, Requires } from '@throughline/platform';
import {
  CreateRepositoryRequest,
  RepositoryCreatedResponse,
  RepositoryPageResponse,
  RepositoryResponse,
  WebhookSecretResponse,
} from './repositories.dto.js';
import { RepositoriesService } from './repositories.service.js';

@ApiParam({ name: 'org', type: String })
@Controller('api/v1/orgs/:org/repositories')
export class RepositoriesController {
  constructor(private readonly service: RepositoriesService) {}

  @Get()
  @Requires('repositories.read')
  @ApiOkResponse({ type: RepositoryPageResponse })
  listRepositories(@OrgId() orgId: string, @Query() query: PageQuery): Promise<Page<RepositoryResponse>> {
    return this.service.list(orgId, query);
  }

  @Post()
  @Requires('repositories.manage')
  @ApiCreatedResponse({ type: RepositoryCreatedResponse })
  createRepository(@OrgId() orgId: string, @Body() body: CreateRepositoryRequest): Promise<RepositoryCreatedResponse> {
    return this.service.create(orgId, body);
  }

  @Get(':repositoryId')
  @Requires('repositories.read')
  @ApiOkResponse({ type: RepositoryResponse })
  getRepository(@OrgId() orgId: string, @IdParam('repositoryId') id: string): Promise<RepositoryResponse> {
    return this.service.get(orgId, id);
  }

  @Delete(':repositoryId')
  @HttpCode(204)
  @Requires('repositories.manage')
  @ApiNoContentResponse()
  deleteRepository(@OrgId() orgId: string, @IdParam('repositoryId') id: string): Promise<void> {
    return this.service.delete(orgId, id);
  }

  @Post(':repositoryId/webhook-secret')
  @HttpCode(200)
  @Requires('repositories.manage')
  @ApiOkResponse({ type: WebhookSecretResponse })
  rotateWebhookSecret(@OrgId() orgId: string, @IdParam('repositoryId') id: string): Promise<WebhookSecretResponse> {
    return this.service.rotateSecret(orgId, id);
  }
}
