import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { IdParam, OrgId, type Page, PageQuery, Requires } from '@throughline/platform';
import {
  CreateEnvironmentRequest,
  EnvironmentPageResponse,
  EnvironmentResponse,
  UpdateEnvironmentRequest,
} from './environments.dto.js';
import { EnvironmentsService } from './environments.service.js';

@Controller('api/v1/orgs/:org/environments')
export class EnvironmentsController {
  constructor(private readonly environments: EnvironmentsService) {}

  @Get()
  @Requires('environments.read')
  @ApiOkResponse({ type: EnvironmentPageResponse })
  listEnvironments(@OrgId() orgId: string, @Query() query: PageQuery): Promise<Page<EnvironmentResponse>> {
    return this.environments.list(orgId, query);
  }

  @Post()
  @Requires('environments.manage')
  @ApiCreatedResponse({ type: EnvironmentResponse })
  createEnvironment(@OrgId() orgId: string, @Body() body: CreateEnvironmentRequest): Promise<EnvironmentResponse> {
    return this.environments.create(orgId, body);
  }

  @Get(':environmentId')
  @Requires('environments.read')
  @ApiOkResponse({ type: EnvironmentResponse })
  getEnvironment(@OrgId() orgId: string, @IdParam('environmentId') id: string): Promise<EnvironmentResponse> {
    return this.environments.get(orgId, id);
  }

  @Patch(':environmentId')
  @Requires('environments.manage')
  @ApiOkResponse({ type: EnvironmentResponse })
  updateEnvironment(
    @OrgId() orgId: string,
    @IdParam('environmentId') id: string,
    @Body() body: UpdateEnvironmentRequest,
  ): Promise<EnvironmentResponse> {
    return this.environments.update(orgId, id, body);
  }
}
