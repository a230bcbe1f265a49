import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { GATEWAY_CONFIG, type GatewayConfig } from '../gateway.config.js';
import type { RateClass } from '../routing/routes.js';
import type { Consumption } from './rate-limit-headers.js';

/** `refused` counts an address's credentials that identity did not know: guessing is slow from one address. */
type Counted = RateClass | 'refused';

const WINDOW_S = 60;
const MINUTE: Record<Counted, number> = {
  login: 10,
  session: 120,
  api: 1_200,
  ingest: 6_000,
  runner: 6_000,
  hook: 600,
  refused: 60,
};
/** On a machine of one's own everybody comes from one address. */
const MINUTE_ON_LOCALHOST: Record<Counted, number> = {
  ...MINUTE,
  login: 600,
  session: 6_000,
  api: 6_000,
  refused: 6_000,
};
const LOCALHOST = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Counts requests of each caller in fixed windows of a minute, in this process's memory. */
@Injectable()
export class RateLimits {
  private readonly limiters: Record<Counted, RateLimiterMemory>;

  constructor(@Inject(GATEWAY_CONFIG) config: GatewayConfig) {
    const standard = LOCALHOST.has(new URL(config.PUBLIC_URL).hostname) ? MINUTE_ON_LOCALHOST : MINUTE;
    const points: Record<Counted, number> = {
      login: config.RATE_LOGIN ?? standard.login,
      session: config.RATE_SESSION ?? standard.session,
      api: config.RATE_API ?? standard.api,
      ingest: config.RATE_INGEST ?? standard.ingest,
      runner: config.RATE_RUNNER ?? standard.runner,
      hook: config.RATE_HOOK ?? standard.hook,
      refused: config.RATE_REFUSED ?? standard.refused,
    };
    this.limiters = Object.fromEntries(
      Object.entries(points).map(([name, limit]) => [name, limiterOf(limit)]),
    ) as Record<Counted, RateLimiterMemory>;
  }

  /** Counts one request of `caller` (an address, or the hash of a credential). */
  async consume(rate: Counted, caller: string): Promise<Consumption> {
    const limiter = this.limiters[rate];
    const policy = { name: rate, limit: limiter.points, windowSeconds: WINDOW_S };
    try {
      const { remainingPoints, msBeforeNext } = await limiter.consume(caller);
      return { ...policy, allowed: true, remaining: remainingPoints, resetMs: msBeforeNext };
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      return { ...policy, allowed: false, remaining: 0, resetMs: refused.msBeforeNext };
    }
  }

  /** Whether the caller has nothing left; counts nothing. */
  async isSpent(rate: Counted, caller: string): Promise<boolean> {
    const limiter = this.limiters[rate];
    const state = await limiter.get(caller);
    return state !== null && state.consumedPoints >= limiter.points;
  }
}

function limiterOf(points: number): RateLimiterMemory {
  return new RateLimiterMemory({ points, duration: WINDOW_S });
}
