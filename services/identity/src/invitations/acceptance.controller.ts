import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Authenticated, CurrentPrincipal, type Principal } from '@throughline/platform';
import { OrganizationResponse } from '../organizations/organizations.dto.js';
import { InvitationAcceptance } from './invitation-acceptance.js';
import { AcceptInvitationRequest } from './invitations.dto.js';

/** Outside an organization: who accepts is not a member yet. */
@Controller('api/v1/invitations')
@Authenticated()
export class AcceptanceController {
  constructor(private readonly acceptance: InvitationAcceptance) {}

  @Post('accept')
  @HttpCode(200)
  @ApiOkResponse({ type: OrganizationResponse })
  acceptInvitation(
    @CurrentPrincipal() principal: Principal,
    @Body() body: AcceptInvitationRequest,
  ): Promise<OrganizationResponse> {
    return this.acceptance.accept(principal, body.token);
  }
}
