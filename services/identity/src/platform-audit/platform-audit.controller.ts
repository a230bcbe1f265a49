import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { type Page, PageQuery, PlatformAdmin } from '@throughline/platform';
import { PlatformEntryPage, type PlatformEntryResponse, VerificationResponse } from './platform-audit.dto.js';
import { PlatformAuditQueries } from './platform-audit.queries.js';

@Controller('api/v1/admin/audit-log')
@PlatformAdmin()
export class PlatformAuditController {
  constructor(private readonly queries: PlatformAuditQueries) {}

  @Get()
  @ApiOkResponse({ type: PlatformEntryPage })
  listPlatformEntries(@Query() query: PageQuery): Promise<Page<PlatformEntryResponse>> {
    return this.queries.list(query);
  }

  @Get('verification')
  @ApiOkResponse({ type: VerificationResponse })
  verifyPlatformLog(): Promise<VerificationResponse> {
    return this.queries.verify();
  }
}
