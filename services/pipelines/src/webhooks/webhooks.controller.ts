import { Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { NotIdempotent, Public, type RawBodyRequest } from '@throughline/platform';
import { headerOf } from './delivery-headers.js';
import { WebhooksService } from './webhooks.service.js';

/** The door of GitHub, and of Gitea, which sends the same headers. No principal: the signature over the raw body is the proof. */
@ApiExcludeController()
@NotIdempotent('Deliveries are known by their id and by their body.')
@Controller('hooks/github')
export class WebhooksController {
  constructor(private readonly service: WebhooksService) {}

  @Post(':repositoryId')
  @HttpCode(202)
  @Public()
  async receive(
    @Param('repositoryId') repositoryId: string,
    @Req() request: RawBodyRequest,
  ): Promise<{ status: string }> {
    const isNew = await this.service.receive({
      host: 'github',
      repositoryId,
      proof: headerOf(request, 'x-hub-signature-256'),
      event: headerOf(request, 'x-github-event'),
      deliveryId: headerOf(request, 'x-github-delivery'),
      rawBody: request.rawBody ?? Buffer.alloc(0),
      body: request.body,
    });
    return { status: isNew ? 'accepted' : 'duplicate' };
  }
}
