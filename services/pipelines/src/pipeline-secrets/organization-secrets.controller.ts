import { Body, Controller, Delete, HttpCode, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { IdParam, OrgId, Requires } from '@throughline/platform';
import {
  CreateOrganizationSecretRequest,
  PipelineSecretResponse,
  RestrictOrganizationSecretRequest,
  SetPipelineSecretRequest,
} from './pipeline-secrets.dto.js';
import { PipelineSecretsService } from './pipeline-secrets.service.js';

/** Secrets of the organization; the list of all secrets has them too. */
@ApiParam({ name: 'org', type: String })
@Controller('api/v1/orgs/:org/organization-secrets')
export class OrganizationSecretsController {
  constructor(private readonly service: PipelineSecretsService) {}

  @Post()
  @Requires('org.manage')
  @ApiCreatedResponse({ type: PipelineSecretResponse })
  createOrganizationSecret(
    @OrgId() orgId: string,
    @Body() { projectIds = null, name, value }: CreateOrganizationSecretRequest,
  ): Promise<PipelineSecretResponse> {
    return this.service.create(orgId, { projectId: null, projectIds, name, value });
  }

  @Post(':organizationSecretId/versions')
  @Requires('org.manage')
  @ApiCreatedResponse({ type: PipelineSecretResponse })
  setOrganizationSecret(
    @OrgId() orgId: string,
    @IdParam('organizationSecretId') id: string,
    @Body() { value }: SetPipelineSecretRequest,
  ): Promise<PipelineSecretResponse> {
    return this.service.set(orgId, { id, level: 'organization' }, value);
  }

  @Put(':organizationSecretId/projects')
  @Requires('org.manage')
  @ApiOkResponse({ type: PipelineSecretResponse })
  restrictOrganizationSecret(
    @OrgId() orgId: string,
    @IdParam('organizationSecretId') id: string,
    @Body() { projectIds }: RestrictOrganizationSecretRequest,
  ): Promise<PipelineSecretResponse> {
    return this.service.restrict(orgId, id, projectIds);
  }

  @Delete(':organizationSecretId')
  @HttpCode(204)
  @Requires('org.manage')
  @ApiNoContentResponse()
  deleteOrganizationSecret(@OrgId() orgId: string, @IdParam('organizationSecretId') id: string): Promise<void> {
    return this.service.delete(orgId, { id, level: 'organization' });
  }
}
