import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import {
  CurrentPrincipal,
  IdParam,
  OrgId,
  type Page,
  PageQuery,
  type Principal,
  Requires,
} from '@throughline/platform';
import {
  InvitationCreatedResponse,
  InvitationPage,
  InvitationResponse,
  InviteMemberRequest,
} from './invitations.dto.js';
import { InvitationsService } from './invitations.service.js';

@Controller('api/v1/orgs/:org/invitations')
@ApiParam({ name: 'org', type: String })
export class InvitationsController {
  constructor(private readonly invitations: InvitationsService) {}

  @Get()
  @Requires('members.read')
  @ApiOkResponse({ type: InvitationPage })
  listInvitations(@OrgId() orgId: string, @Query() query: PageQuery): Promise<Page<InvitationResponse>> {
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

  @Delete(':invitationId')
  @HttpCode(204)
  @Requires('members.manage')
  @ApiNoContentResponse()
  revokeInvitation(@OrgId() orgId: string, @IdParam('invitationId') invitationId: string): Promise<void> {
    return this.invitations.revoke(orgId, invitationId);
  }
}
