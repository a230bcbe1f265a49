import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { IdParam, OrgId, type Page, PageQuery, Requires } from '@throughline/platform';
import { ApiKeyCreatedResponse, ApiKeyPage, ApiKeyResponse, CreateApiKeyRequest } from './api-keys.dto.js';
import { ApiKeysService } from './api-keys.service.js';

@Controller('api/v1/orgs/:org/api-keys')
@ApiParam({ name: 'org', type: String })
export class ApiKeysController {
  constructor(private readonly apiKeys: ApiKeysService) {}

  @Get()
  @Requires('api_keys.read')
  @ApiOkResponse({ type: ApiKeyPage })
  listApiKeys(@OrgId() orgId: string, @Query() query: PageQuery): Promise<Page<ApiKeyResponse>> {
    return this.apiKeys.list(orgId, query);
  }

  @Post()
  @Requires('api_keys.manage')
  @ApiCreatedResponse({ type: ApiKeyCreatedResponse })
  createApiKey(@OrgId() orgId: string, @Body() body: CreateApiKeyRequest): Promise<ApiKeyCreatedResponse> {
    return this.apiKeys.create(orgId, body);
  }

  @Delete(':apiKeyId')
  @HttpCode(204)
  @Requires('api_keys.manage')
  @ApiNoContentResponse()
  revokeApiKey(@OrgId() orgId: string, @IdParam('apiKeyId') apiKeyId: string): Promise<void> {
    return this.apiKeys.revoke(orgId, apiKeyId);
  }
}
