import { Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import { Authenticated, CurrentPrincipal, IdParam, type Page, PageQuery, type Principal } from '@throughline/platform';
import { OwnSessionsService } from './own-sessions.service.js';
import { EndedSessionsResponse, LiveSessionPage, type LiveSessionResponse } from './sessions.dto.js';

@Controller('api/v1/me/sessions')
@Authenticated()
export class OwnSessionsController {
  constructor(private readonly sessions: OwnSessionsService) {}

  @Get()
  @ApiOkResponse({ type: LiveSessionPage })
  listSessions(
    @CurrentPrincipal() principal: Principal,
    @Query() query: PageQuery,
  ): Promise<Page<LiveSessionResponse>> {
    return this.sessions.list(principal, query);
  }

  @Post('end-others')
  @HttpCode(200)
  @ApiOkResponse({ type: EndedSessionsResponse })
  endOtherSessions(@CurrentPrincipal() principal: Principal): Promise<EndedSessionsResponse> {
    return this.sessions.endOthers(principal);
  }

  @Delete(':sessionId')
  @HttpCode(204)
  @ApiNoContentResponse()
  endSession(@CurrentPrincipal() principal: Principal, @IdParam('sessionId') sessionId: string): Promise<void> {
    return this.sessions.end(principal, sessionId);
  }
}
