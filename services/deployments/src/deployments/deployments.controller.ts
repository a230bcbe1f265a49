import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBody, ApiOkResponse } from '@nestjs/swagger';
import { CurrentPrincipal, IdParam, OrgId, type Page, type Principal, Requires } from '@throughline/platform';
import {
  CreateDeploymentRequest,
  DeploymentSummaryPageResponse,
  DeploymentResponse,
  DeploymentSummaryResponse,
  ListDeploymentsQuery,
  RollbackRequest,
} from './deployments.dto.js';
import { DeploymentsService } from './deployments.service.js';

@Controller('api/v1/orgs/:org/deployments')
export class DeploymentsController {
  constructor(private readonly deployments: DeploymentsService) {}

  @Get()
  @Requires('deployments.read')
  @ApiOkResponse({ type: DeploymentSummaryPageResponse })
  listDeployments(
    @OrgId() orgId: string,
    @Query() query: ListDeploymentsQuery,
  ): Promise<Page<DeploymentSummaryResponse>> {
    return this.deployments.list(orgId, query);
  }

  @Post()
  @HttpCode(202)
  @Requires('deployments.create')
  @ApiAcceptedResponse({ type: DeploymentResponse })
  createDeployment(
    @OrgId() orgId: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: CreateDeploymentRequest,
  ): Promise<DeploymentResponse> {
    return this.deployments.create(orgId, body, principal);
  }

  @Get(':deploymentId')
  @Requires('deployments.read')
  @ApiOkResponse({ type: DeploymentResponse })
  getDeployment(@OrgId() orgId: string, @IdParam('deploymentId') id: string): Promise<DeploymentResponse> {
    return this.deployments.get(orgId, id);
  }

  @Post(':deploymentId/rollback')
  @HttpCode(202)
  @Requires('deployments.rollback')
  @ApiBody({ type: RollbackRequest })
  @ApiAcceptedResponse({ type: DeploymentResponse })
  rollBackDeployment(
    @OrgId() orgId: string,
    @IdParam('deploymentId') id: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: RollbackRequest,
  ): Promise<DeploymentResponse> {
    return this.deployments.rollBack(orgId, id, { reason: body.reason, principal });
  }
}
