import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { IdParam, type Page, PlatformAdmin } from '@throughline/platform';
import {
  PurgedOrganizationResponse,
  ScheduleDeletionRequest,
  StandingResponse,
  SuspendOrganizationRequest,
  TenantDetailResponse,
  TenantPage,
  type TenantResponse,
  TenantsQuery,
} from './tenants.dto.js';
import { TenantsQueries } from './tenants.queries.js';
import { dueDate } from './due-date.js';
import { TenantsService } from './tenants.service.js';

@Controller('api/v1/admin')
@PlatformAdmin()
export class TenantsController {
  constructor(
    private readonly tenants: TenantsService,
    private readonly queries: TenantsQueries,
  ) {}

  @Get('organizations')
  @ApiOkResponse({ type: TenantPage })
  listTenants(@Query() query: TenantsQuery): Promise<Page<TenantResponse>> {
    return this.queries.list(query);
  }

  @Get('purged-organizations')
  @ApiOkResponse({ type: [PurgedOrganizationResponse] })
  listPurgedOrganizations(): Promise<PurgedOrganizationResponse[]> {
    return this.queries.purged();
  }

  @Get('organizations/:organizationId')
  @ApiOkResponse({ type: TenantDetailResponse })
  getTenant(@IdParam('organizationId') organizationId: string): Promise<TenantDetailResponse> {
    return this.queries.get(organizationId);
  }

  @Post('organizations/:organizationId/suspension')
  @HttpCode(200)
  @ApiOkResponse({ type: StandingResponse })
  suspendTenant(
    @IdParam('organizationId') organizationId: string,
    @Body() body: SuspendOrganizationRequest,
  ): Promise<StandingResponse> {
    return this.tenants.suspend(organizationId, body.reason);
  }

  @Delete('organizations/:organizationId/suspension')
  @ApiOkResponse({ type: StandingResponse })
  reactivateTenant(@IdParam('organizationId') organizationId: string): Promise<StandingResponse> {
    return this.tenants.reactivate(organizationId);
  }

  @Post('organizations/:organizationId/deletion')
  @HttpCode(200)
  @ApiOkResponse({ type: StandingResponse })
  scheduleTenantDeletion(
    @IdParam('organizationId') organizationId: string,
    @Body() body: ScheduleDeletionRequest,
  ): Promise<StandingResponse> {
    return this.tenants.scheduleDeletion(organizationId, { reason: body.reason, ...dueDate(body) });
  }

  @Delete('organizations/:organizationId/deletion')
  @ApiOkResponse({ type: StandingResponse })
  cancelTenantDeletion(@IdParam('organizationId') organizationId: string): Promise<StandingResponse> {
    return this.tenants.cancelDeletion(organizationId, false);
  }
}
