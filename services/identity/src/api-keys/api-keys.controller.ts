import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import {
  CurrentPrincipal,
  IdParam,
  OrgId,
  type Page,
  PageQuery,
  type Principal,
  Requires,
} from '@throughline/platform';
import { ApiKeyCreatedResponse, ApiKeyPage, ApiKeyResponse, CreateApiKeyRequest } from './api-keys.dto.js';
import { ApiKeysService } from './api-keys.service.js';
import { RotateKeyRequest } from './key-facts.dto.js';

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
  createApiKey(
    @OrgId() orgId: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: CreateApiKeyRequest,
  ): Promise<ApiKeyCreatedResponse> {
    return this.apiKeys.create(orgId, principal, body);
  }

  @Post(':apiKeyId/rotate')
  @Requires('api_keys.manage')
  @ApiCreatedResponse({ type: ApiKeyCreatedResponse })
  rotateApiKey(
    @OrgId() orgId: string,
    @CurrentPrincipal() principal: Principal,
    @IdParam('apiKeyId') apiKeyId: string,
    @Body() body: RotateKeyRequest,
  ): Promise<ApiKeyCreatedResponse> {
    return this.apiKeys.rotate(orgId, principal, apiKeyId, body);
  }

  @Delete(':apiKeyId')
  @HttpCode(204)
  @Requires('api_keys.manage')
  @ApiNoContentResponse()
  revokeApiKey(@OrgId() orgId: string, @IdParam('apiKeyId') apiKeyId: string): Promise<void> {
    return this.apiKeys.revoke(orgId, apiKeyId);
  }
}
