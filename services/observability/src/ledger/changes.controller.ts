import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { OrgId, type Page, Requires } from '@throughline/platform';
import { ChangePageResponse, type ChangeResponse, ListChangesQuery } from './changes.dto.js';
import { ChangesService } from './changes.service.js';

@Controller('api/v1/orgs/:org/changes')
@Requires('changes.read')
export class ChangesController {
  constructor(private readonly changes: ChangesService) {}

  @Get()
  @ApiOkResponse({ type: ChangePageResponse })
  listChanges(@OrgId() orgId: string, @Query() query: ListChangesQuery): Promise<Page<ChangeResponse>> {
    return this.changes.list(orgId, query);
  }
}
