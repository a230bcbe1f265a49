import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { IdParam, OrgId, type Page, PageQuery, Requires } from '@throughline/platform';
import { ListValuesQuery } from '../named-values/named-values.dto.js';
import {
  CreateVariableRequest,
  SetVariableRequest,
  VariablePageResponse,
  VariableResponse,
  VariableVersionPageResponse,
  type VariableVersionResponse,
} from './variables.dto.js';
import { VariablesService } from './variables.service.js';

@ApiParam({ name: 'org', type: String })
@Controller('api/v1/orgs/:org/pipeline-variables')
export class VariablesController {
  constructor(private readonly service: VariablesService) {}

  @Get()
  @Requires('pipelines.read')
  @ApiOkResponse({ type: VariablePageResponse })
  listVariables(@OrgId() orgId: string, @Query() query: ListValuesQuery): Promise<Page<VariableResponse>> {
    return this.service.list(orgId, query);
  }

  @Post()
  @Requires('repositories.manage')
  @ApiCreatedResponse({ type: VariableResponse })
  createVariable(@OrgId() orgId: string, @Body() body: CreateVariableRequest): Promise<VariableResponse> {
    return this.service.create(orgId, body);
  }

  /** Also of a variable of the organization. */
  @Get(':variableId/versions')
  @Requires('pipelines.read')
  @ApiOkResponse({ type: VariableVersionPageResponse })
  listVariableVersions(
    @OrgId() orgId: string,
    @IdParam('variableId') id: string,
    @Query() query: PageQuery,
  ): Promise<Page<VariableVersionResponse>> {
    return this.service.versions(orgId, id, query);
  }

  @Post(':variableId/versions')
  @Requires('repositories.manage')
  @ApiCreatedResponse({ type: VariableResponse })
  setVariable(
    @OrgId() orgId: string,
    @IdParam('variableId') id: string,
    @Body() body: SetVariableRequest,
  ): Promise<VariableResponse> {
    return this.service.set(orgId, { id, level: 'project' }, body);
  }

  @Delete(':variableId')
  @HttpCode(204)
  @Requires('repositories.manage')
  @ApiNoContentResponse()
  deleteVariable(@OrgId() orgId: string, @IdParam('variableId') id: string): Promise<void> {
    return this.service.delete(orgId, { id, level: 'project' });
  }
}
