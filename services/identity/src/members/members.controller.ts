import { Body, Controller, Delete, Get, HttpCode, Patch, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { CurrentPrincipal, IdParam, OrgId, type Page, type Principal, Requires } from '@throughline/platform';
import { ChangeMemberRoleRequest, ListMembersQuery, MemberPage, MemberResponse } from './members.dto.js';
import { MembersService } from './members.service.js';

@Controller('api/v1/orgs/:org/members')
@ApiParam({ name: 'org', type: String })
export class MembersController {
  constructor(private readonly members: MembersService) {}

  @Get()
  @Requires('members.read')
  @ApiOkResponse({ type: MemberPage })
  listMembers(@OrgId() orgId: string, @Query() query: ListMembersQuery): Promise<Page<MemberResponse>> {
    return this.members.list(orgId, query);
  }

  @Patch(':userId')
  @Requires('members.manage')
  @ApiOkResponse({ type: MemberResponse })
  changeMemberRole(
    @OrgId() orgId: string,
    @CurrentPrincipal() principal: Principal,
    @IdParam('userId') userId: string,
    @Body() body: ChangeMemberRoleRequest,
  ): Promise<MemberResponse> {
    return this.members.changeRole(orgId, principal, userId, body.role);
  }

  @Delete(':userId')
  @HttpCode(204)
  @Requires('members.manage')
  @ApiNoContentResponse()
  removeMember(
    @OrgId() orgId: string,
    @CurrentPrincipal() principal: Principal,
    @IdParam('userId') userId: string,
  ): Promise<void> {
    return this.members.remove(orgId, principal, userId);
  }
}
