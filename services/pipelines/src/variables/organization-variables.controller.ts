import { Body, Controller, Delete, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiParam } from '@nestjs/swagger';
import { IdParam, OrgId, Requires } from '@throughline/platform';
import { CreateOrganizationVariableRequest, SetVariableRequest, VariableResponse } from './variables.dto.js';
import { VariablesService } from './variables.service.js';

/** Variables of the organization; the list of all variables has them too. */
@ApiParam({ name: 'org', type: String })
@Controller('api/v1/orgs/:org/organization-variables')
export class OrganizationVariablesController {
  constructor(private readonly service: VariablesService) {}

  @Post()
  @Requires('org.manage')
  @ApiCreatedResponse({ type: VariableResponse })
  createOrganizationVariable(
    @OrgId() orgId: string,
    @Body() { name, value }: CreateOrganizationVariableRequest,
  ): Promise<VariableResponse> {
    return this.service.create(orgId, { projectId: null, name, value });
  }

  @Post(':organizationVariableId/versions')
  @Requires('org.manage')
  @ApiCreatedResponse({ type: VariableResponse })
  setOrganizationVariable(
    @OrgId() orgId: string,
    @IdParam('organizationVariableId') id: string,
    @Body() body: SetVariableRequest,
  ): Promise<VariableResponse> {
    return this.service.set(orgId, { id, level: 'organization' }, body);
  }

  @Delete(':organizationVariableId')
  @HttpCode(204)
  @Requires('org.manage')
  @ApiNoContentResponse()
  deleteOrganizationVariable(@OrgId() orgId: string, @IdParam('organizationVariableId') id: string): Promise<void> {
    return this.service.delete(orgId, { id, level: 'organization' });
  }
}
