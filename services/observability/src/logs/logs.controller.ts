import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, getSchemaPath, ApiExtraModels } from '@nestjs/swagger';
import { OrgId, Requires } from '@throughline/platform';
import type { SseReply } from '../live/sse-reply.js';
import { TailService } from '../tail/tail.service.js';
import {
  LogEntryResponse,
  LogHistogramQuery,
  LogHistogramResponse,
  LogPageResponse,
  SearchLogsQuery,
  TailLogsQuery,
} from './logs.dto.js';
import { LogsService } from './logs.service.js';

@Controller('api/v1/orgs/:org/logs')
@Requires('logs.read')
export class LogsController {
  constructor(
    private readonly logs: LogsService,
    private readonly tail: TailService,
  ) {}

  @Get()
  @ApiOkResponse({ type: LogPageResponse })
  searchLogs(@OrgId() orgId: string, @Query() query: SearchLogsQuery): Promise<LogPageResponse> {
    return this.logs.search(orgId, query);
  }

  @Get('histogram')
  @ApiOkResponse({ type: LogHistogramResponse })
  getLogHistogram(@OrgId() orgId: string, @Query() query: LogHistogramQuery): Promise<LogHistogramResponse> {
    return this.logs.histogram(orgId, query);
  }

  @Get('tail')
  @ApiExtraModels(LogEntryResponse)
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ content: { 'text/event-stream': { schema: { $ref: getSchemaPath(LogEntryResponse) } } } })
  tailLogs(
    @OrgId() orgId: string,
    @Query() query: TailLogsQuery,
    @Headers('last-event-id') lastId: string | undefined,
    @Res() reply: SseReply,
  ): Promise<void> {
    return this.tail.open(orgId, query, lastId, reply);
  }
}
