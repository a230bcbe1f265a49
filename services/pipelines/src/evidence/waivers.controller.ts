import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { IdParam, OrgId, type Page, Requires } from '@throughline/platform';
import { CreateWaiverRequest, ListWaiversQuery, WaiverPageResponse, WaiverResponse } from './waivers.dto.js';
import { WaiversService } from './waivers.service.js';

@ApiParam({ name: 'org', type: String })
@Controller('api/v1/orgs/:org/waivers')
export class WaiversController {
  constructor(private readonly service: WaiversService) {}

  @Get()
  @Requires('evidence.read')
  @ApiOkResponse({ type: WaiverPageResponse })
  listWaivers(@OrgId() orgId: string, @Query() query: ListWaiversQuery): Promise<Page<WaiverResponse>> {
    return this.service.list(orgId, query);
  }

  @Post()
  @Requires('evidence.manage')
  @ApiCreatedResponse({ type: WaiverResponse })
  createWaiver(@OrgId() orgId: string, @Body() body: CreateWaiverRequest): Promise<WaiverResponse> {
    return this.service.grant(orgId, body);
  }

  @Delete(':waiverId')
  @HttpCode(204)
  @Requires('evidence.manage')
  @ApiNoContentResponse({ description: 'The waiver counts no more; it stays in the list.' })
  revokeWaiver(@OrgId() orgId: string, @IdParam('waiverId') waiverId: string): Promise<void> {
    return this.service.revoke(orgId, waiverId);
  }
}
