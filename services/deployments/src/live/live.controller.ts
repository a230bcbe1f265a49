import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { LiveHub, openSse, OrgId, Requires } from '@throughline/platform';
import type { FastifyReply } from 'fastify';
import { LiveHint } from './live.dto.js';

@Controller('api/v1/orgs/:org/live/deployments')
export class LiveController {
  constructor(private readonly live: LiveHub) {}

  @Get()
  @Requires('deployments.read')
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ type: LiveHint })
  liveDeployments(@OrgId() orgId: string, @Res() reply: FastifyReply): void {
    const stream = openSse(reply, () => unsubscribe());
    const unsubscribe = this.live.subscribe(orgId, (hint) => stream.send(hint));
  }
}
