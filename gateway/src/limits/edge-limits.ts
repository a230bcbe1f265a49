import { Inject, Injectable } from '@nestjs/common';
import { addressCaller, type Consumption, type LimitClass, RateLimits } from '@throughline/platform';
import type { FastifyRequest } from 'fastify';
import type { Credential } from '../credentials/bearer.js';
import { refuse } from '../edge/edge.errors.js';
import { GATEWAY_CONFIG, type GatewayConfig } from '../gateway.config.js';
import type { Route } from '../routing/routes.js';
import { Guessing } from './guessing.js';
import { limitClasses, type Counted } from './limit-classes.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** What the request has used of its caller's limits. */
    consumptions: Consumption[] | null;
  }
}

/** The limits at the door: by address, by credential, and, once it is known, by organization. */
@Injectable()
export class EdgeLimits {
  readonly guessing: Guessing;
  private readonly classes: Record<Counted, LimitClass>;

  constructor(
    private readonly limits: RateLimits,
    @Inject(GATEWAY_CONFIG) config: GatewayConfig,
  ) {
    this.classes = limitClasses(config);
    this.guessing = new Guessing(limits, this.classes.refused);
  }

  /** Counts the request before anything else is done for it. @throws AppError `rate_limited` */
  async admit(route: Route, request: FastifyRequest, credential: Credential | undefined): Promise<void> {
    const address = addressCaller(request.ip);
    const byAddress = credential === undefined || route.auth === 'public' || route.auth === 'webhook';
    const caller = byAddress ? address : `key:${credential.name}`;
    await this.count(request, [
      ['address', address],
      [route.rate, caller],
    ]);
  }

  /** Counts the request for its organization, which only the exchange of the credential tells. @throws AppError */
  async admitOrg(route: Route, request: FastifyRequest, orgId: string | null): Promise<void> {
    if (orgId !== null) await this.count(request, [[route.rate === 'ingest' ? 'org-ingest' : 'org', `org:${orgId}`]]);
  }

  private async count(request: FastifyRequest, callers: readonly [rate: Counted, caller: string][]): Promise<void> {
    const counted = await Promise.all(callers.map(([rate, caller]) => this.limits.consume(this.classes[rate], caller)));
    request.consumptions = [...(request.consumptions ?? []), ...counted];
    if (counted.some(({ allowed }) => !allowed)) throw refuse('rate_limited');
  }
}
