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
import { KeySecretResponse, NewScopedKeyRequest, RotateKeyRequest } from '../api-keys/key-facts.dto.js';
import { ServiceAccountKeysService } from './service-account-keys.service.js';
import { ServiceAccountKeyPage, type ServiceAccountKeyResponse } from './service-accounts.dto.js';

@Controller('api/v1/orgs/:org/service-accounts/:serviceAccountId/keys')
@ApiParam({ name: 'org', type: String })
export class ServiceAccountKeysController {
  constructor(private readonly keys: ServiceAccountKeysService) {}

  @Get()
  @Requires('api_keys.read')
  @ApiOkResponse({ type: ServiceAccountKeyPage })
  listServiceAccountKeys(
    @OrgId() orgId: string,
    @IdParam('serviceAccountId') accountId: string,
    @Query() query: PageQuery,
  ): Promise<Page<ServiceAccountKeyResponse>> {
    return this.keys.list(orgId, accountId, query);
  }

  @Post()
  @Requires('api_keys.manage')
  @ApiCreatedResponse({ type: KeySecretResponse })
  createServiceAccountKey(
    @OrgId() orgId: string,
    @CurrentPrincipal() principal: Principal,
    @IdParam('serviceAccountId') accountId: string,
    @Body() body: NewScopedKeyRequest,
  ): Promise<KeySecretResponse> {
    return this.keys.create(orgId, principal, accountId, body);
  }

  @Post(':apiKeyId/rotate')
  @Requires('api_keys.manage')
  @ApiCreatedResponse({ type: KeySecretResponse })
  rotateServiceAccountKey(
    @CurrentPrincipal() principal: Principal,
    @IdParam('serviceAccountId') accountId: string,
    @IdParam('apiKeyId') id: string,
    @Body() body: RotateKeyRequest,
  ): Promise<KeySecretResponse> {
    return this.keys.rotate(principal, { accountId, id }, body);
  }

  @Delete(':apiKeyId')
  @HttpCode(204)
  @Requires('api_keys.manage')
  @ApiNoContentResponse()
  revokeServiceAccountKey(
    @OrgId() orgId: string,
    @IdParam('serviceAccountId') accountId: string,
    @IdParam('apiKeyId') id: string,
  ): Promise<void> {
    return this.keys.revoke(orgId, { accountId, id });
  }
}
