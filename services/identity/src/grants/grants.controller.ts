import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { CurrentPrincipal, IdParam, OrgId, type Principal, Requires } from '@throughline/platform';
import { EnvironmentGrantsListResponse, EnvironmentGrantsResponse, SetEnvironmentGrantsRequest } from './grants.dto.js';
import { GrantsQueries } from './grants.queries.js';
import { GrantsService } from './grants.service.js';

@Controller('api/v1/orgs/:org/environment-grants')
@ApiParam({ name: 'org', type: String })
export class GrantsController {
  constructor(
    private readonly grants: GrantsService,
    private readonly queries: GrantsQueries,
  ) {}

  @Get()
  @Requires('roles.read')
  @ApiOkResponse({ type: EnvironmentGrantsListResponse })
  listEnvironmentGrants(@OrgId() orgId: string): Promise<EnvironmentGrantsListResponse> {
    return this.queries.list(orgId);
  }

  @Put(':environmentId')
  @Requires('roles.manage')
  @ApiOkResponse({ type: EnvironmentGrantsResponse })
  setEnvironmentGrants(
    @OrgId() orgId: string,
    @CurrentPrincipal() principal: Principal,
    @IdParam('environmentId') environmentId: string,
    @Body() body: SetEnvironmentGrantsRequest,
  ): Promise<EnvironmentGrantsResponse> {
    return this.grants.set(orgId, principal, environmentId, body);
  }
}
