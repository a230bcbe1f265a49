import { Controller, Get, Res } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiProduces, getSchemaPath } from '@nestjs/swagger';
import { LiveHub, openSse, OrgId, Requires } from '@throughline/platform';
import { LiveHint } from './live.dto.js';
import type { SseReply } from './sse-reply.js';

@Controller('api/v1/orgs/:org/live')
@Requires('changes.read')
export class LiveController {
  constructor(private readonly hub: LiveHub) {}

  @Get('observability')
  @ApiExtraModels(LiveHint)
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ content: { 'text/event-stream': { schema: { $ref: getSchemaPath(LiveHint) } } } })
  liveObservability(@OrgId() orgId: string, @Res() reply: SseReply): void {
    const stream = openSse(reply, () => unsubscribe());
    const unsubscribe = this.hub.subscribe(orgId, (hint) => stream.send(hint));
  }
}
