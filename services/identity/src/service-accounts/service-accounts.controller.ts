import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
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
import {
  CreateServiceAccountRequest,
  ServiceAccountPage,
  ServiceAccountResponse,
  UpdateServiceAccountRequest,
} from './service-accounts.dto.js';
import { ServiceAccountsService } from './service-accounts.service.js';

@Controller('api/v1/orgs/:org/service-accounts')
@ApiParam({ name: 'org', type: String })
export class ServiceAccountsController {
  constructor(private readonly accounts: ServiceAccountsService) {}

  @Get()
  @Requires('api_keys.read')
  @ApiOkResponse({ type: ServiceAccountPage })
  listServiceAccounts(@OrgId() orgId: string, @Query() query: PageQuery): Promise<Page<ServiceAccountResponse>> {
    return this.accounts.list(orgId, query);
  }

  @Post()
  @Requires('api_keys.manage')
  @ApiCreatedResponse({ type: ServiceAccountResponse })
  createServiceAccount(
    @OrgId() orgId: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: CreateServiceAccountRequest,
  ): Promise<ServiceAccountResponse> {
    return this.accounts.create(orgId, principal, body);
  }

  @Get(':serviceAccountId')
  @Requires('api_keys.read')
  @ApiOkResponse({ type: ServiceAccountResponse })
  getServiceAccount(@OrgId() orgId: string, @IdParam('serviceAccountId') id: string): Promise<ServiceAccountResponse> {
    return this.accounts.get(orgId, id);
  }

  @Patch(':serviceAccountId')
  @Requires('api_keys.manage')
  @ApiOkResponse({ type: ServiceAccountResponse })
  updateServiceAccount(
    @OrgId() orgId: string,
    @CurrentPrincipal() principal: Principal,
    @IdParam('serviceAccountId') id: string,
    @Body() body: UpdateServiceAccountRequest,
  ): Promise<ServiceAccountResponse> {
    return this.accounts.update(orgId, principal, id, body);
  }

  @Delete(':serviceAccountId')
  @HttpCode(204)
  @Requires('api_keys.manage')
  @ApiNoContentResponse()
  removeServiceAccount(@OrgId() orgId: string, @IdParam('serviceAccountId') id: string): Promise<void> {
    return this.accounts.remove(orgId, id);
  }
}
