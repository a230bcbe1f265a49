import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { CurrentPrincipal, OrgId, type Principal, Requires } from '@throughline/platform';
import { CapabilitiesResponse } from './capabilities.dto.js';
import { CapabilitiesQueries } from './capabilities.queries.js';

@Controller('api/v1/orgs/:org/capabilities')
@ApiParam({ name: 'org', type: String })
export class CapabilitiesController {
  constructor(private readonly queries: CapabilitiesQueries) {}

  @Get()
  @Requires('org.read')
  @ApiOkResponse({ type: CapabilitiesResponse })
  getCapabilities(@OrgId() orgId: string, @CurrentPrincipal() principal: Principal): Promise<CapabilitiesResponse> {
    return this.queries.of(orgId, principal);
  }
}
