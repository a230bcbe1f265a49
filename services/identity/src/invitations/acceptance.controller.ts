import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import { Authenticated, CurrentPrincipal, type Principal } from '@throughline/platform';
import { OrganizationResponse } from '../organizations/organizations.dto.js';
import { InvitationAcceptance } from './invitation-acceptance.js';
import { InvitationLookup } from './invitation-lookup.js';
import { InvitationPreviewResponse, InvitationTokenRequest } from './invitations.dto.js';

/** Outside an organization: who accepts is not a member yet. The token is in the body, so that no log keeps it. */
@Controller('api/v1/invitations')
@Authenticated()
export class AcceptanceController {
  constructor(
    private readonly acceptance: InvitationAcceptance,
    private readonly lookup: InvitationLookup,
  ) {}

  @Post('preview')
  @HttpCode(200)
  @ApiOkResponse({ type: InvitationPreviewResponse })
  previewInvitation(
    @CurrentPrincipal() principal: Principal,
    @Body() body: InvitationTokenRequest,
  ): Promise<InvitationPreviewResponse> {
    return this.lookup.preview(principal, body.token);
  }

  @Post('accept')
  @HttpCode(200)
  @ApiOkResponse({ type: OrganizationResponse })
  acceptInvitation(
    @CurrentPrincipal() principal: Principal,
    @Body() body: InvitationTokenRequest,
  ): Promise<OrganizationResponse> {
    return this.acceptance.accept(principal, body.token);
  }

  @Post('decline')
  @HttpCode(204)
  @ApiNoContentResponse()
  declineInvitation(@CurrentPrincipal() principal: Principal, @Body() body: InvitationTokenRequest): Promise<void> {
    return this.acceptance.decline(principal, body.token);
  }
}
