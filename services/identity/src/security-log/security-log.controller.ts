import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Authenticated, CurrentPrincipal, type Page, PageQuery, type Principal } from '@throughline/platform';
import { AccountEventPage, type AccountEventResponse } from './security-log.dto.js';
import { SecurityLogQueries } from './security-log.queries.js';

@Controller('api/v1/me/security-log')
@Authenticated()
export class SecurityLogController {
  constructor(private readonly queries: SecurityLogQueries) {}

  @Get()
  @ApiOkResponse({ type: AccountEventPage })
  listAccountEvents(
    @CurrentPrincipal() principal: Principal,
    @Query() query: PageQuery,
  ): Promise<Page<AccountEventResponse>> {
    return this.queries.list(principal, query);
  }
}
