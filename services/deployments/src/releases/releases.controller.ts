import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { IdParam, OrgId, type Page, Requires } from '@throughline/platform';
import { ListReleasesQuery, ReleasePageResponse, ReleaseResponse } from './releases.dto.js';
import { ReleasesService } from './releases.service.js';

@Controller('api/v1/orgs/:org/releases')
export class ReleasesController {
  constructor(private readonly releases: ReleasesService) {}

  @Get()
  @Requires('deployments.read')
  @ApiOkResponse({ type: ReleasePageResponse })
  listReleases(@OrgId() orgId: string, @Query() query: ListReleasesQuery): Promise<Page<ReleaseResponse>> {
    return this.releases.list(orgId, query);
  }

  @Get(':releaseId')
  @Requires('deployments.read')
  @ApiOkResponse({ type: ReleaseResponse })
  getRelease(@OrgId() orgId: string, @IdParam('releaseId') id: string): Promise<ReleaseResponse> {
    return this.releases.get(orgId, id);
  }
}
