import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam } from '@nestjs/swagger';
import { OrgId, type Page, PageQuery, Requires } from '@throughline/platform';
import { AuditEntryPage, type AuditEntryResponse } from './audit-log.dto.js';
import { AuditLogQueries } from './audit-log.queries.js';

@Controller('api/v1/orgs/:org/audit-log')
@ApiParam({ name: 'org', type: String })
export class AuditLogController {
  constructor(private readonly queries: AuditLogQueries) {}

  @Get()
  @Requires('audit.read')
  @ApiOkResponse({ type: AuditEntryPage })
  listAuditEntries(@OrgId() orgId: string, @Query() query: PageQuery): Promise<Page<AuditEntryResponse>> {
    return this.queries.list(orgId, query);
  }
}
