import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiAcceptedResponse, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import { NotIdempotent, Public } from '@throughline/platform';
import { LoginRequest, ResendVerificationRequest, SignUpRequest, VerifyRequest } from '../accounts/accounts.dto.js';
import { SignUpsService } from '../accounts/sign-ups.service.js';
import { IDENTITY_CONFIG, type IdentityConfig } from '../identity.config.js';
import { AuthService } from './auth.service.js';
import { CsrfHeaderGuard } from './csrf-header.guard.js';
import { SameOriginGuard } from './same-origin.guard.js';
import { CheckYourMailResponse, SessionResponse, SignUpOptionsResponse } from './sessions.dto.js';
import type { WebReply, WebRequest } from './web-exchange.js';

/** Open to all: each route proves its caller by a password, the token of a mail, or the refresh cookie. */
@Controller('api/v1/auth')
@Public()
@UseGuards(SameOriginGuard)
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly signUps: SignUpsService,
    @Inject(IDENTITY_CONFIG) private readonly config: IdentityConfig,
  ) {}

  @Get('options')
  @ApiOkResponse({ type: SignUpOptionsResponse })
  getSignUpOptions(): SignUpOptionsResponse {
    return { signUp: this.config.SIGN_UP };
  }

  @Post('sign-up')
  @ApiCreatedResponse({ type: SessionResponse, description: 'An invitation has vouched for the address' })
  @ApiAcceptedResponse({ type: CheckYourMailResponse })
  signUp(
    @Body() body: SignUpRequest,
    @Res({ passthrough: true }) reply: WebReply,
  ): Promise<SessionResponse | CheckYourMailResponse> {
    return this.auth.signUp(body, reply);
  }

  @Post('verify')
  @HttpCode(200)
  @NotIdempotent('A token works once; the session that it opens has credentials of its own.')
  @ApiOkResponse({ type: SessionResponse })
  verifyAddress(@Body() body: VerifyRequest, @Res({ passthrough: true }) reply: WebReply): Promise<SessionResponse> {
    return this.auth.verify(body.token, reply);
  }

  @Post('verification')
  @HttpCode(202)
  @ApiAcceptedResponse({ type: CheckYourMailResponse })
  async resendVerification(@Body() body: ResendVerificationRequest): Promise<CheckYourMailResponse> {
    await this.signUps.resend(body.email);
    return { status: 'check_your_mail' };
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
