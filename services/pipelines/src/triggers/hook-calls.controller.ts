import { Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { NotIdempotent, Public, type RawBodyRequest } from '@throughline/platform';
import { headerOf } from '../webhooks/delivery-headers.js';
import { HookCallsService } from './hook-calls.service.js';

/** The door for any other system. No principal: the signature over the time and the raw body is the proof. */
@ApiExcludeController()
@NotIdempotent('Calls are known by their time and their body.')
@Controller('hooks/pipelines')
export class HookCallsController {
  constructor(private readonly service: HookCallsService) {}

  @Post(':hookTriggerId')
  @HttpCode(202)
  @Public()
  async receive(@Param('hookTriggerId') id: string, @Req() request: RawBodyRequest): Promise<{ status: string }> {
    const isNew = await this.service.receive(id, {
      timestamp: headerOf(request, 'x-throughline-timestamp'),
      signature: headerOf(request, 'x-throughline-signature'),
      rawBody: request.rawBody ?? Buffer.alloc(0),
      body: request.body,
    });
    return { status: isNew ? 'accepted' : 'duplicate' };
  }
}
