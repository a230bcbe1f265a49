import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse } from '@nestjs/swagger';
import { Public } from '@throughline/platform';
import { SameOriginGuard } from '../sessions/same-origin.guard.js';
import { CheckYourMailResponse } from '../sessions/sessions.dto.js';
import { AddressChangesService } from './address-changes.service.js';
import { ConfirmAddressRequest, ConfirmPasswordResetRequest, RequestPasswordResetRequest } from './credentials.dto.js';
import { PasswordResetRequests } from './password-reset-requests.service.js';
import { PasswordResetsService } from './password-resets.service.js';

/** For who is not signed in: each route proves its caller by the token of a mail, or tells nothing. */
@Controller('api/v1/auth')
@Public()
@UseGuards(SameOriginGuard)
export class RecoveryController {
  constructor(
    private readonly requests: PasswordResetRequests,
    private readonly resets: PasswordResetsService,
    private readonly addressChanges: AddressChangesService,
  ) {}

  @Post('password-reset')
  @HttpCode(202)
  @ApiAcceptedResponse({ type: CheckYourMailResponse })
  async requestPasswordReset(@Body() body: RequestPasswordResetRequest): Promise<CheckYourMailResponse> {
    await this.requests.request(body.email);
    return { status: 'check_your_mail' };
  }

  @Post('password-reset/confirm')
  @HttpCode(204)
  @ApiNoContentResponse()
  confirmPasswordReset(@Body() body: ConfirmPasswordResetRequest): Promise<void> {
    return this.resets.confirm(body.token, body.password);
  }

  @Post('email/confirm')
  @HttpCode(204)
  @ApiNoContentResponse()
  confirmAddress(@Body() body: ConfirmAddressRequest): Promise<void> {
    return this.addressChanges.confirm(body.token);
  }
}
