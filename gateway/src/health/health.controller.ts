import { Controller, Get, Res } from '@nestjs/common';
import { Public } from '@throughline/platform';
import type { FastifyReply } from 'fastify';
import { UpstreamHttpReadiness } from './upstream-http-readiness.js';

@Public()
@Controller()
export class HealthController {
  constructor(private readonly readiness: UpstreamHttpReadiness) {}

  @Get('livez')
  live(): { status: string } {
    return { status: 'alive' };
  }

  @Get('readyz')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const readiness = await this.readiness.check();
    await reply.status(readiness.ready ? 200 : 503).send(readiness);
  }
}
