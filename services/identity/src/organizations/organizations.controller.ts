import { Body, Controller, Get, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { Authenticated, CurrentPrincipal, OrgId, type Principal, Requires } from '@throughline/platform';
import { MyOrganizationsQueries } from './my-organizations.queries.js';
import { OrganizationSettings } from './organization-settings.js';
import {
  CreateOrganizationRequest,
  MyOrganizationListResponse,
  OrganizationResponse,
  UpdateOrganizationRequest,
} from './organizations.dto.js';
import { OrganizationsService } from './organizations.service.js';

@Controller('api/v1/orgs')
export class OrganizationsController {
  constructor(
    private readonly organizations: OrganizationsService,
    private readonly settings: OrganizationSettings,
    private readonly mine: MyOrganizationsQueries,
  ) {}

  @Get()
  @Authenticated()
  @ApiOkResponse({ type: MyOrganizationListResponse })
  listMyOrganizations(@CurrentPrincipal() principal: Principal): Promise<MyOrganizationListResponse> {
    return this.mine.list(principal);
  }

  @Post()
  @Authenticated()
  @ApiCreatedResponse({ type: OrganizationResponse })
  createOrganization(
    @CurrentPrincipal() principal: Principal,
    @Body() body: CreateOrganizationRequest,
  ): Promise<OrganizationResponse> {
    return this.organizations.create(principal, body);
  }

  @Get(':org')
  @Requires('org.read')
  @ApiParam({ name: 'org', type: String })
  @ApiOkResponse({ type: OrganizationResponse })
  getOrganization(@OrgId() orgId: string, @CurrentPrincipal() principal: Principal): Promise<OrganizationResponse> {
    return this.organizations.get(orgId, principal);
  }

  @Patch(':org')
  @Requires('org.manage')
  @ApiParam({ name: 'org', type: String })
  @ApiOkResponse({ type: OrganizationResponse })
  updateOrganization(
    @OrgId() orgId: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: UpdateOrganizationRequest,
  ): Promise<OrganizationResponse> {
    return this.settings.update(orgId, principal, body);
  }
}
