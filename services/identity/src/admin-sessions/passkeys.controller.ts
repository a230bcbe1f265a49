import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import { CurrentPrincipal, IdParam, NotIdempotent, PlatformAdmin, type Principal } from '@throughline/platform';
import {
  BeginPasskeyRequest,
  ChallengeResponse,
  PasskeyResponse,
  RegisterPasskeyRequest,
} from './admin-sessions.dto.js';
import { PasskeysService } from './passkeys.service.js';

@Controller('api/v1/admin/passkeys')
@PlatformAdmin()
export class PasskeysController {
  constructor(private readonly passkeys: PasskeysService) {}

  @Get()
  @ApiOkResponse({ type: [PasskeyResponse] })
  listPasskeys(@CurrentPrincipal() principal: Principal): Promise<PasskeyResponse[]> {
    return this.passkeys.list(principal);
  }

  /** Open before a step-up, because the first passkey is registered before there can be one; the service decides. */
  @Post('challenge')
  @NotIdempotent('A challenge is for one ceremony; who asks again gets another, and the first runs out unused.')
  @PlatformAdmin({ stepUp: false })
  @ApiCreatedResponse({ type: ChallengeResponse })
  beginPasskey(
    @CurrentPrincipal() principal: Principal,
    @Body() body: BeginPasskeyRequest,
  ): Promise<ChallengeResponse> {
    return this.passkeys.begin(principal, body.password);
  }

  @Post()
  @NotIdempotent('A passkey answers a challenge once: a repeated answer is a replayed one, and is refused.')
  @PlatformAdmin({ stepUp: false })
  @ApiCreatedResponse({ type: PasskeyResponse })
  registerPasskey(
    @CurrentPrincipal() principal: Principal,
    @Body() body: RegisterPasskeyRequest,
  ): Promise<PasskeyResponse> {
    return this.passkeys.register(principal, body);
  }

  @Delete(':passkeyId')
  @HttpCode(204)
  @ApiNoContentResponse()
  removePasskey(@CurrentPrincipal() principal: Principal, @IdParam('passkeyId') passkeyId: string): Promise<void> {
    return this.passkeys.remove(principal, passkeyId);
  }
}
