import { Body, Controller, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import { NotIdempotent, Public } from '@throughline/platform';
import type { WebReply, WebRequest } from './web-exchange.js';
import { LoginRequest, SignUpRequest } from '../accounts/accounts.dto.js';
import { AuthService } from './auth.service.js';
import { CsrfHeaderGuard } from './csrf-header.guard.js';
import { SameOriginGuard } from './same-origin.guard.js';
import { SessionResponse } from './sessions.dto.js';

/** Open to all: each route proves its caller by a password or by the refresh cookie. */
@Controller('api/v1/auth')
@Public()
@UseGuards(SameOriginGuard)
export class AuthController {
  constructor(private readonly auth: AuthService) {}

  @Post('sign-up')
  @ApiCreatedResponse({ type: SessionResponse })
  signUp(@Body() body: SignUpRequest, @Res({ passthrough: true }) reply: WebReply): Promise<SessionResponse> {
    return this.auth.signUp(body, reply);
  }

  @Post('login')
  @HttpCode(200)
  @NotIdempotent('A second sign-in is a second session, with credentials of its own.')
  @ApiOkResponse({ type: SessionResponse })
  login(@Body() body: LoginRequest, @Res({ passthrough: true }) reply: WebReply): Promise<SessionResponse> {
    return this.auth.login(body, reply);
  }

  @Post('refresh')
  @HttpCode(200)
  @NotIdempotent('The cookie is the key: a repeated refresh gets the same successor for ten seconds.')
  @UseGuards(CsrfHeaderGuard)
  @ApiOkResponse({ type: SessionResponse })
  refreshSession(@Req() request: WebRequest, @Res({ passthrough: true }) reply: WebReply): Promise<SessionResponse> {
    return this.auth.refresh(request, reply);
  }

  @Post('logout')
  @HttpCode(204)
  @NotIdempotent('It may be repeated as it is.')
  @UseGuards(CsrfHeaderGuard)
  @ApiNoContentResponse()
  logout(@Req() request: WebRequest, @Res({ passthrough: true }) reply: WebReply): Promise<void> {
    return this.auth.logout(request, reply);
  }
}
