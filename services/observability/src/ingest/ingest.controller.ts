import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBody } from '@nestjs/swagger';
import { CurrentPrincipal, NotIdempotent, type Principal, Requires } from '@throughline/platform';
import { IngestResponse, LogEntryRequest } from './ingest.dto.js';
import { IngestService } from './ingest.service.js';

@Controller('ingest/v1/logs')
export class IngestController {
  constructor(private readonly ingest: IngestService) {}

  @Post()
  @HttpCode(202)
  @Requires('logs.ingest')
  @NotIdempotent('Lines are known by their own ids: a batch that is sent again adds nothing.')
  @ApiBody({ type: [LogEntryRequest] })
  @ApiAcceptedResponse({ type: IngestResponse })
  ingestLogs(@CurrentPrincipal() principal: Principal, @Body() body: unknown): Promise<IngestResponse> {
    return this.ingest.accept(principal, body);
  }
}
