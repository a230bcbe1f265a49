import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import { Authenticated, CurrentPrincipal, IdParam, type Page, PageQuery, type Principal } from '@throughline/platform';
import { KeySecretResponse, RotateKeyRequest } from './key-facts.dto.js';
import { CreatePersonalKeyRequest, PersonalKeyPage, PersonalKeyResponse } from './personal-keys.dto.js';
import { PersonalKeysService } from './personal-keys.service.js';

@Controller('api/v1/me/api-keys')
@Authenticated()
export class PersonalKeysController {
  constructor(private readonly personalKeys: PersonalKeysService) {}

  @Get()
  @ApiOkResponse({ type: PersonalKeyPage })
  listPersonalKeys(
    @CurrentPrincipal() principal: Principal,
    @Query() query: PageQuery,
  ): Promise<Page<PersonalKeyResponse>> {
    return this.personalKeys.list(principal, query);
  }

  @Post()
  @ApiCreatedResponse({ type: KeySecretResponse })
  createPersonalKey(
    @CurrentPrincipal() principal: Principal,
    @Body() body: CreatePersonalKeyRequest,
  ): Promise<KeySecretResponse> {
    return this.personalKeys.create(principal, body);
  }

  @Post(':apiKeyId/rotate')
  @ApiCreatedResponse({ type: KeySecretResponse })
  rotatePersonalKey(
    @CurrentPrincipal() principal: Principal,
    @IdParam('apiKeyId') apiKeyId: string,
    @Body() body: RotateKeyRequest,
  ): Promise<KeySecretResponse> {
    return this.personalKeys.rotate(principal, apiKeyId, body);
  }

  @Delete(':apiKeyId')
  @HttpCode(204)
  @ApiNoContentResponse()
  revokePersonalKey(@CurrentPrincipal() principal: Principal, @IdParam('apiKeyId') apiKeyId: string): Promise<void> {
    return this.personalKeys.revoke(principal, apiKeyId);
  }
}
