import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Authenticated, CurrentPrincipal, type Principal } from '@throughline/platform';
import { MeResponse } from './me.dto.js';
import { MeQueries } from './me.queries.js';

@Controller('api/v1/me')
@Authenticated()
export class MeController {
  constructor(private readonly queries: MeQueries) {}

  @Get()
  @ApiOkResponse({ type: MeResponse })
  getMe(@CurrentPrincipal() principal: Principal): Promise<MeResponse> {
    return this.queries.me(principal);
  }
}
