import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiProduces } from '@nestjs/swagger';
import { LiveHub, openSse, OrgId, Requires } from '@throughline/platform';
import { LiveHint } from './live.dto.js';

type Reply = Parameters<typeof openSse>[0];

/** Hints for open screens: what changed, never its content. */
@ApiParam({ name: 'org', type: String })
@Controller('api/v1/orgs/:org/live/pipelines')
export class LiveController {
  constructor(private readonly hub: LiveHub) {}

  @Get()
  @Requires('executions.read')
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ type: LiveHint })
  livePipelines(@OrgId() orgId: string, @Res() reply: Reply): void {
    const stream = openSse(reply, () => unsubscribe());
    const unsubscribe = this.hub.subscribe(orgId, (hint) => stream.send(hint));
  }
}
