import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { OrgId, Requires } from '@throughline/platform';
import { OverviewResponse } from './overview.dto.js';
import { OverviewService } from './overview.service.js';

@Controller('api/v1/orgs/:org/overview')
@Requires('changes.read')
export class OverviewController {
  constructor(private readonly overview: OverviewService) {}

  @Get()
  @ApiOkResponse({ type: OverviewResponse })
  getOverview(@OrgId() orgId: string): Promise<OverviewResponse> {
    return this.overview.get(orgId);
  }
}
