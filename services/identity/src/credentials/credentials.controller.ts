import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse } from '@nestjs/swagger';
import { Authenticated, CurrentPrincipal, type Principal } from '@throughline/platform';
import { CheckYourMailResponse } from '../sessions/sessions.dto.js';
import { ChangeAddressRequest, ChangePasswordRequest } from './credentials.dto.js';
import { CredentialsService } from './credentials.service.js';

@Controller('api/v1/me')
@Authenticated()
export class CredentialsController {
  constructor(private readonly credentials: CredentialsService) {}

  @Post('password')
  @HttpCode(204)
  @ApiNoContentResponse()
  changePassword(@CurrentPrincipal() principal: Principal, @Body() body: ChangePasswordRequest): Promise<void> {
    return this.credentials.changePassword(principal, body);
  }

  @Post('email')
  @HttpCode(202)
  @ApiAcceptedResponse({ type: CheckYourMailResponse })
  async changeAddress(
    @CurrentPrincipal() principal: Principal,
    @Body() body: ChangeAddressRequest,
  ): Promise<CheckYourMailResponse> {
    await this.credentials.changeAddress(principal, body);
    return { status: 'check_your_mail' };
  }
}
