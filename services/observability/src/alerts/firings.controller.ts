import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { OrgId, type Page, Requires } from '@throughline/platform';
import { FiringPageResponse, type FiringResponse, ListFiringsQuery } from './firings.dto.js';
import { FiringsService } from './firings.service.js';

@Controller('api/v1/orgs/:org/firings')
@Requires('alerts.read')
export class FiringsController {
  constructor(private readonly firings: FiringsService) {}

  @Get()
  @ApiOkResponse({ type: FiringPageResponse })
  listFirings(@OrgId() orgId: string, @Query() query: ListFiringsQuery): Promise<Page<FiringResponse>> {
    return this.firings.list(orgId, query);
  }
}
