import { Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { NotIdempotent, Public, type RawBodyRequest } from '@throughline/platform';
import { createHash } from 'node:crypto';
import { headerOf } from './delivery-headers.js';
import { WebhooksService } from './webhooks.service.js';

/** GitLab's words for the events that something follows from, and ours. */
const EVENTS: Record<string, string> = {
  'Push Hook': 'push',
  'Tag Push Hook': 'push',
  'Merge Request Hook': 'pull_request',
};

/** The door of GitLab. No principal: it sends the repository's secret along, since it signs nothing. */
@ApiExcludeController()
@NotIdempotent('Deliveries are known by their id and by their body.')
@Controller('hooks/gitlab')
export class GitlabWebhooksController {
  constructor(private readonly service: WebhooksService) {}

  @Post(':repositoryId')
  @HttpCode(202)
  @Public()
  async receive(
    @Param('repositoryId') repositoryId: string,
    @Req() request: RawBodyRequest,
  ): Promise<{ status: string }> {
    const rawBody = request.rawBody ?? Buffer.alloc(0);
    const isNew = await this.service.receive({
      host: 'gitlab',
      repositoryId,
      proof: headerOf(request, 'x-gitlab-token'),
      event: eventOf(headerOf(request, 'x-gitlab-event')),
      // An old GitLab names no delivery: then it is known by its body alone.
      deliveryId: headerOf(request, 'x-gitlab-event-uuid') ?? createHash('sha256').update(rawBody).digest('hex'),
      rawBody,
      body: request.body,
    });
    return { status: isNew ? 'accepted' : 'duplicate' };
  }
}

/** An event that we have no word for keeps its own: `Issue Hook` is `issue_hook`. */
function eventOf(header: string | undefined): string | undefined {
  return header === undefined ? undefined : (EVENTS[header] ?? header.toLowerCase().replaceAll(' ', '_'));
}
