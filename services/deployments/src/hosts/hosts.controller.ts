import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import {
  CurrentPrincipal,
  IdParam,
  OrgId,
  type Page,
  PageQuery,
  type Principal,
  Requires,
} from '@throughline/platform';
import { CreateHostRequest, HostPageResponse, HostResponse } from './hosts.dto.js';
import { HostsService } from './hosts.service.js';

@Controller('api/v1/orgs/:org/hosts')
export class HostsController {
  constructor(private readonly hosts: HostsService) {}

  @Get()
  @Requires('hosts.read')
  @ApiOkResponse({ type: HostPageResponse })
  listHosts(@OrgId() orgId: string, @Query() query: PageQuery): Promise<Page<HostResponse>> {
    return this.hosts.list(orgId, query);
  }

  @Post()
  @Requires('hosts.manage')
  @ApiCreatedResponse({ type: HostResponse })
  createHost(
    @OrgId() orgId: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: CreateHostRequest,
  ): Promise<HostResponse> {
    return this.hosts.create(orgId, body, principal);
  }

  @Get(':hostId')
  @Requires('hosts.read')
  @ApiOkResponse({ type: HostResponse })
  getHost(@OrgId() orgId: string, @IdParam('hostId') hostId: string): Promise<HostResponse> {
    return this.hosts.get(orgId, hostId);
  }
}
