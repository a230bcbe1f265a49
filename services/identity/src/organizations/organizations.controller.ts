import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { Authenticated, CurrentPrincipal, OrgId, type Principal, Requires } from '@throughline/platform';
import { CapabilitiesResponse, CreateOrganizationRequest, OrganizationResponse } from './organizations.dto.js';
import { OrganizationsService, roleOf } from './organizations.service.js';

@Controller('api/v1/orgs')
export class OrganizationsController {
  constructor(private readonly organizations: OrganizationsService) {}

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

  @Get(':org/capabilities')
  @Requires('org.read')
  @ApiParam({ name: 'org', type: String })
  @ApiOkResponse({ type: CapabilitiesResponse })
  getCapabilities(@CurrentPrincipal() principal: Principal): CapabilitiesResponse {
    return { role: roleOf(principal), permissions: [...principal.permissions] };
  }
}
