import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { CurrentPrincipal, OrgId, type Principal, Requires } from '@throughline/platform';
import { LeaveOrganizationRequest, MemberResponse, TransferOwnershipRequest } from './members.dto.js';
import { MembersService } from './members.service.js';

/** What members do with their own membership. */
@Controller('api/v1/orgs/:org')
@ApiParam({ name: 'org', type: String })
export class MembershipController {
  constructor(private readonly members: MembersService) {}

  @Post('leave')
  @HttpCode(204)
  @Requires('org.read')
  @ApiNoContentResponse()
  leaveOrganization(
    @OrgId() orgId: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: LeaveOrganizationRequest,
  ): Promise<void> {
    return this.members.leave(orgId, principal, body.slug);
  }

  @Post('ownership-transfer')
  @HttpCode(200)
  @Requires('org.own')
  @ApiOkResponse({ type: MemberResponse })
  transferOwnership(
    @OrgId() orgId: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: TransferOwnershipRequest,
  ): Promise<MemberResponse> {
    return this.members.transferOwnership(orgId, principal, body);
  }
}
