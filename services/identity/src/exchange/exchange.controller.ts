import { Body, Controller, Header, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CONSUMERS, exchangeRequest, type ExchangeRequest, type ExchangeResponse } from '@throughline/contracts';
import { NotIdempotent, Public } from '@throughline/platform';
import { refuse } from './exchange.errors.js';
import { ExchangeService } from './exchange.service.js';
import { InternalCallerGuard } from './internal-caller.guard.js';

/** No token is issued for the gateway itself: what identity signs for that audience is an access token. */
const AUDIENCES: readonly string[] = CONSUMERS.filter((name) => name !== 'gateway');

/** The gateway's way to identity. It is not part of the public API and never routed to. */
@ApiExcludeController()
@NotIdempotent('It changes nothing.')
@Public()
@UseGuards(InternalCallerGuard)
@Controller('internal/exchange')
export class ExchangeController {
  constructor(private readonly exchange: ExchangeService) {}

  @Post()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  exchangeCredential(@Body() body: unknown): Promise<ExchangeResponse> {
    return this.exchange.exchange(parse(body));
  }
}

/** The wire is the contract's zod schema, which the gateway speaks too. */
function parse(body: unknown): ExchangeRequest {
  const parsed = exchangeRequest.strict().safeParse(body);
  if (!parsed.success || !AUDIENCES.includes(parsed.data.audience)) throw refuse('exchange_invalid');
  return parsed.data;
}
