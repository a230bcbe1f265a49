import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiParam } from '@nestjs/swagger';
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
  ChildOrganizationPage,
  ChildOrganizationResponse,
  CreateChildRequest,
  UpdateChildRequest,
} from './children.dto.js';
import { ChildrenService } from './children.service.js';

@Controller('api/v1/orgs/:org/children')
@ApiParam({ name: 'org', type: String })
export class ChildrenController {
  constructor(private readonly children: ChildrenService) {}

  @Get()
  @Requires('org.manage')
  @ApiOkResponse({ type: ChildOrganizationPage })
  listChildren(@OrgId() orgId: string, @Query() query: PageQuery): Promise<Page<ChildOrganizationResponse>> {
    return this.children.list(orgId, query);
  }

  @Post()
  @Requires('org.manage')
  @ApiCreatedResponse({ type: ChildOrganizationResponse })
  createChild(
    @OrgId() orgId: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: CreateChildRequest,
  ): Promise<ChildOrganizationResponse> {
    return this.children.create(orgId, principal, body);
  }

  @Patch(':childId')
  @Requires('org.manage')
  @ApiOkResponse({ type: ChildOrganizationResponse })
  updateChild(
    @OrgId() orgId: string,
    @CurrentPrincipal() principal: Principal,
    @IdParam('childId') childId: string,
    @Body() body: UpdateChildRequest,
  ): Promise<ChildOrganizationResponse> {
    return this.children.update(orgId, principal, childId, body.visitorRole);
  }
}
