import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import { CurrentPrincipal, NotIdempotent, PlatformAdmin, type Principal } from '@throughline/platform';
import {
  AdminSessionResponse,
  BeginAdminSessionRequest,
  ChallengeResponse,
  CompleteAdminSessionRequest,
} from './admin-sessions.dto.js';
import { AdminSessionsService } from './admin-sessions.service.js';

@Controller('api/v1/admin/session')
@PlatformAdmin({ stepUp: false })
export class AdminSessionsController {
  constructor(private readonly sessions: AdminSessionsService) {}

  @Get()
  @ApiOkResponse({ type: AdminSessionResponse })
  getAdminSession(@CurrentPrincipal() principal: Principal): Promise<AdminSessionResponse> {
    return this.sessions.get(principal);
  }

  @Post()
  @NotIdempotent('A challenge is for one ceremony; who asks again gets another, and the first runs out unused.')
  @ApiCreatedResponse({ type: ChallengeResponse })
  beginAdminSession(
    @CurrentPrincipal() principal: Principal,
    @Body() body: BeginAdminSessionRequest,
  ): Promise<ChallengeResponse> {
    return this.sessions.begin(principal, body.password);
  }

  @Post('verification')
  @HttpCode(200)
  @NotIdempotent('A passkey answers a challenge once: a repeated answer is a replayed one, and is refused.')
  @ApiOkResponse({ type: AdminSessionResponse })
  completeAdminSession(
    @CurrentPrincipal() principal: Principal,
    @Body() body: CompleteAdminSessionRequest,
  ): Promise<AdminSessionResponse> {
    return this.sessions.complete(principal, body);
  }

  @Delete()
  @HttpCode(204)
  @ApiNoContentResponse()
  endAdminSession(@CurrentPrincipal() principal: Principal): Promise<void> {
    return this.sessions.end(principal);
  }
}
