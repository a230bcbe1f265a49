import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../auth/access.decorators.js';
import { DeliveryGauges } from './delivery-gauges.js';
import { registry } from './metrics.js';
import { ReadinessProbe } from './readiness.js';

/** Probes and metrics. The gateway routes none of these to a service. */
@ApiExcludeController()
@Public()
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: ReadinessProbe,
    private readonly gauges: DeliveryGauges,
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
    await this.gauges.collect();
    return registry.metrics();
  }
}
