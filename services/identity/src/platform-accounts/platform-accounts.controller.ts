import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { CurrentPrincipal, IdParam, type Page, PlatformAdmin, type Principal } from '@throughline/platform';
import { AccountPage, AccountResponse, AccountsQuery, DisableAccountRequest } from './platform-accounts.dto.js';
import { PlatformAccountsService } from './platform-accounts.service.js';

@Controller('api/v1/admin/accounts')
@PlatformAdmin()
export class PlatformAccountsController {
  constructor(private readonly accounts: PlatformAccountsService) {}

  @Get()
  @ApiOkResponse({ type: AccountPage })
  listAccounts(@Query() query: AccountsQuery): Promise<Page<AccountResponse>> {
    return this.accounts.list(query);
  }

  @Post(':userId/disablement')
  @HttpCode(200)
  @ApiOkResponse({ type: AccountResponse })
  disableAccount(
    @IdParam('userId') userId: string,
    @CurrentPrincipal() principal: Principal,
    @Body() body: DisableAccountRequest,
  ): Promise<AccountResponse> {
    return this.accounts.disable(principal, userId, body);
  }

  @Delete(':userId/disablement')
  @ApiOkResponse({ type: AccountResponse })
  enableAccount(@IdParam('userId') userId: string): Promise<AccountResponse> {
    return this.accounts.enable(userId);
  }
}
