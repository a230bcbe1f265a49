import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../auth/access.decorators.js';
import { Relay } from '../messaging/relay.js';
import { outboxOldestSeconds, outboxWaiting, registry } from './metrics.js';
import { ReadinessProbe } from './readiness.js';

/** Probes and metrics. The gateway routes none of these to a service. */
@ApiExcludeController()
@Public()
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: ReadinessProbe,
    private readonly relay: Relay,
  ) {}

  @Get('livez')
  live(): { status: string } {
    return { status: 'alive' };
  }

  @Get('readyz')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const readiness = await this.readiness.check();
    await reply.status(readiness.ready ? 200 : 503).send(readiness);
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4')
  async metrics(): Promise<string> {
    const lag = await this.relay.lag();
    outboxWaiting.set(lag.waiting);
    outboxOldestSeconds.set(lag.oldestMs / 1_000);
    return registry.metrics();
  }
}
