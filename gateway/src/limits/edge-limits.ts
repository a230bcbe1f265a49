import { Inject, Injectable } from '@nestjs/common';
import { addressCaller, type Consumption, type LimitClass, RateLimits } from '@throughline/platform';
import type { Credential } from '../credentials/bearer.js';
import type { Caller } from '../edge/call.js';
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

type Counting = Consumption | Promise<Consumption>;

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

  /**
   * Counts the request before anything else is done for it; at once, unless the store has to be asked.
   * @throws AppError `rate_limited`, at once or later
   */
  admit(route: Route, request: Caller, credential: Credential | undefined): Promise<void> | undefined {
    const address = addressCaller(request.ip);
    const byAddress = credential === undefined || route.auth === 'public' || route.auth === 'webhook';
    const caller = byAddress ? address : `key:${credential.name}`;
    return this.note(request, [this.count('address', address), this.count(route.rate, caller)]);
  }

  /** Counts the request for its organization, which only the exchange of the credential tells. @throws like `admit` */
  admitOrg(route: Route, request: Caller, orgId: string | null): Promise<void> | undefined {
    if (orgId === null) return undefined;
    return this.note(request, [this.count(route.rate === 'ingest' ? 'org-ingest' : 'org', `org:${orgId}`)]);
  }

  private count(rate: Counted, caller: string): Counting {
    const { [rate]: limit } = this.classes;
    return limit.isFrequent ? this.limits.consumeFrequent(limit, caller) : this.limits.consume(limit, caller);
  }

  private note(request: Caller, counting: Counting[]): Promise<void> | undefined {
    if (counting.every(isKnown)) return this.judge(request, counting);
    return Promise.all(counting.map(async (one) => one)).then((counted) => this.judge(request, counted));
  }

  private judge(request: Caller, counted: Consumption[]): undefined {
    request.consumptions = request.consumptions === null ? counted : [...request.consumptions, ...counted];
    if (counted.some(({ allowed }) => !allowed)) throw refuse('rate_limited');
  }
}

function isKnown(counting: Counting): counting is Consumption {
  return !(counting instanceof Promise);
}
