import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiParam, getSchemaPath } from '@nestjs/swagger';
import { OrgId, Requires } from '@throughline/platform';
import { AuditExport } from './audit-export.js';
import {
  AuditEntryPageResponse,
  AuditEntryResponse,
  AuditExportQuery,
  AuditPageQuery,
  AuditStatsQuery,
  AuditStatsResponse,
} from './audit-log.dto.js';
import { AuditLogQueries } from './audit-log.queries.js';
import { AuditStatsQueries } from './audit-stats.queries.js';

const LINES = { schema: { type: 'string' } } as const;
const ENTRIES = { schema: { type: 'array', items: { $ref: getSchemaPath(AuditEntryResponse) } } } as const;

@Controller('api/v1/orgs/:org/audit-log')
@ApiParam({ name: 'org', type: String })
@ApiExtraModels(AuditEntryResponse)
export class AuditLogController {
  constructor(
    private readonly queries: AuditLogQueries,
    private readonly figures: AuditStatsQueries,
    private readonly files: AuditExport,
  ) {}

  @Get()
  @Requires('audit.read')
  @ApiOkResponse({ type: AuditEntryPageResponse })
  listAuditEntries(@OrgId() orgId: string, @Query() query: AuditPageQuery): Promise<AuditEntryPageResponse> {
    return this.queries.list(orgId, query);
  }

  @Get('stats')
  @Requires('audit.read')
  @ApiOkResponse({ type: AuditStatsResponse })
  getAuditStats(@OrgId() orgId: string, @Query() query: AuditStatsQuery): Promise<AuditStatsResponse> {
    return this.figures.stats(orgId, query);
  }

  @Get('export')
  @Requires('audit.read')
  @ApiOkResponse({
    description: 'The file, newest first',
    content: { 'text/csv': LINES, 'application/json': ENTRIES, 'application/x-ndjson': LINES },
  })
  async exportAuditLog(@OrgId() orgId: string, @Query() query: AuditExportQuery): Promise<StreamableFile> {
    const { content, contentType, name } = await this.files.take(orgId, query);
    return new StreamableFile(content, { type: contentType, disposition: `attachment; filename="${name}"` });
  }
}
