import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { AllowedInSuspension, OrgId, Requires } from '@throughline/platform';
import { DeleteOrganizationRequest, StandingResponse } from './tenants.dto.js';
import { dueDate } from './due-date.js';
import { TenantsService } from './tenants.service.js';

/** What an organization sees of its standing, and how its owner has it deleted. */
@Controller('api/v1/orgs/:org')
@ApiParam({ name: 'org', type: String })
export class StandingController {
  constructor(private readonly tenants: TenantsService) {}

  @Get('standing')
  @Requires('org.read')
  @ApiOkResponse({ type: StandingResponse })
  getStanding(@OrgId() orgId: string): Promise<StandingResponse> {
    return this.tenants.get(orgId);
  }

  /** A suspended organization may be given up too. */
  @Post('deletion')
  @Requires('org.own')
  @AllowedInSuspension()
  @HttpCode(200)
  @ApiOkResponse({ type: StandingResponse })
  deleteOrganization(@OrgId() orgId: string, @Body() body: DeleteOrganizationRequest): Promise<StandingResponse> {
    const { reason = null, confirmSlug: confirmedSlug } = body;
    return this.tenants.scheduleDeletion(orgId, { reason, confirmedSlug, ...dueDate(body) });
  }

  @Delete('deletion')
  @Requires('org.own')
  @AllowedInSuspension()
  @ApiOkResponse({ type: StandingResponse })
  keepOrganization(@OrgId() orgId: string): Promise<StandingResponse> {
    return this.tenants.cancelDeletion(orgId, true);
  }
}
