import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { CurrentPrincipal, IdParam, OrgId, type Page, type Principal, Requires } from '@throughline/platform';
import {
  InvitationCreatedResponse,
  InvitationPage,
  InvitationResponse,
  InviteManyRequest,
  InviteManyResponse,
  InviteMemberRequest,
  ListInvitationsQuery,
} from './invitations.dto.js';
import { InvitationsService } from './invitations.service.js';

@Controller('api/v1/orgs/:org/invitations')
@ApiParam({ name: 'org', type: String })
export class InvitationsController {
  constructor(private readonly invitations: InvitationsService) {}

  @Get()
  @Requires('members.read')
  @ApiOkResponse({ type: InvitationPage })
  listInvitations(@OrgId() orgId: string, @Query() query: ListInvitationsQuery): Promise<Page<InvitationResponse>> {
    return this.invitations.list(orgId, query);
  }

  @Post()
  @Requires('members.manage')
  @ApiCreatedResponse({ type: InvitationCreatedResponse })
  inviteMember(
    @OrgId() orgId: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: InviteMemberRequest,
  ): Promise<InvitationCreatedResponse> {
    return this.invitations.invite(orgId, principal, body);
  }

  @Post('batch')
  @HttpCode(200)
  @Requires('members.manage')
  @ApiOkResponse({ type: InviteManyResponse })
  inviteMembers(
    @OrgId() orgId: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: InviteManyRequest,
  ): Promise<InviteManyResponse> {
    return this.invitations.inviteMany(orgId, principal, body);
  }

  @Post(':invitationId/resend')
  @HttpCode(200)
  @Requires('members.manage')
  @ApiOkResponse({ type: InvitationCreatedResponse })
  resendInvitation(
    @OrgId() orgId: string,
    @CurrentPrincipal() principal: Principal,
    @IdParam('invitationId') invitationId: string,
  ): Promise<InvitationCreatedResponse> {
    return this.invitations.resend(orgId, principal, invitationId);
  }

  @Delete(':invitationId')
  @HttpCode(204)
  @Requires('members.manage')
  @ApiNoContentResponse()
  revokeInvitation(
    @OrgId() orgId: string,
    @CurrentPrincipal() principal: Principal,
    @IdParam('invitationId') invitationId: string,
  ): Promise<void> {
    return this.invitations.revoke(orgId, principal, invitationId);
  }
}
