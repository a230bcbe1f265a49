import type { OnApplicationShutdown } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import type { Logger } from '../context/root-logger.js';
import type { LimitClass } from './limit-class.js';
import { limitsTotal } from './limit-metrics.js';
import { inMemory, type LimitStore } from './limit-store.js';
import { LimitedError } from './limited-error.js';
import type { Consumption } from './rate-limit-headers.js';

interface Limiters {
  shared: RateLimiterAbstract;
  insurance: RateLimiterAbstract;
}

/** After a failure of the store, so long nobody waits for it. */
const REST_MS = 5_000;

/**
 * Counts what callers do, in fixed windows, together with the other replicas where the store is shared. A store that
 * does not answer stops nobody and lets nobody off: until it does, each process counts by itself.
 */
export class RateLimits implements OnApplicationShutdown {
  private readonly limiters = new Map<string, Limiters>();
  private restUntilMs = 0;

  constructor(
    private readonly store: LimitStore,
    private readonly logger: Logger,
  ) {}

  /**
   * Counts `points` of the caller: an id, an address (see addressCaller), an e-mail address. Never rejects.
   * @returns what is left; `allowed` is false when it was too much
   */
  async consume(rate: LimitClass, caller: string, points = 1): Promise<Consumption> {
    const consumption = await this.counted(rate, (limiter) => limiter.consume(keyOf(caller), points));
    if (!consumption.allowed) limitsTotal.inc({ limit: rate.name });
    return consumption;
  }

  /** The same, for those who stop there. @throws LimitedError, which answers 429 with its headers */
  async enforce(rate: LimitClass, caller: string, points = 1): Promise<Consumption> {
    const consumption = await this.consume(rate, caller, points);
    if (!consumption.allowed) throw new LimitedError(consumption);
    return consumption;
  }

  /** Whether the caller has nothing left; counts nothing. */
  async isSpent(rate: LimitClass, caller: string): Promise<boolean> {
    const { remaining } = await this.counted(rate, async (limiter) => {
      const state = await limiter.get(keyOf(caller));
      return state ?? new RateLimiterRes(rate.limit, 0, 0);
    });
    return remaining <= 0;
  }

  /** Forgets what the caller has used, as after a log-in that succeeded. */
  async reset(rate: LimitClass, caller: string): Promise<void> {
    const { shared, insurance } = this.limitersOf(rate);
    await Promise.all([shared, insurance].map((limiter) => limiter.delete(keyOf(caller)).catch(() => undefined)));
  }

  onApplicationShutdown(): Promise<void> {
    return this.store.close();
  }

  private async counted(
    rate: LimitClass,
    work: (limiter: RateLimiterAbstract) => Promise<RateLimiterRes>,
  ): Promise<Consumption> {
    const { shared, insurance } = this.limitersOf(rate);
    if (performance.now() < this.restUntilMs) return outcomeOf(rate, work(insurance));
    try {
      return await outcomeOf(rate, work(shared));
    } catch (error) {
      this.restUntilMs = performance.now() + REST_MS;
      this.logger.warn({ err: error, limit: rate.name }, 'the store of the rate limits does not answer: counting here');
      return outcomeOf(rate, work(insurance));
    }
  }

  private limitersOf(rate: LimitClass): Limiters {
    const known = this.limiters.get(rate.name);
    if (known) return known;
    const made = { shared: this.store.limiter(rate), insurance: inMemory(rate) };
    this.limiters.set(rate.name, made);
    return made;
  }
}

/** A refusal comes as a rejection that is no error. */
async function outcomeOf(rate: LimitClass, work: Promise<RateLimiterRes>): Promise<Consumption> {
  const policy = { name: rate.name, limit: rate.limit, windowSeconds: rate.windowSeconds };
  try {
    const { remainingPoints, msBeforeNext } = await work;
    return { ...policy, allowed: true, remaining: remainingPoints, resetMs: msBeforeNext };
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return { ...policy, allowed: false, remaining: 0, resetMs: refused.msBeforeNext };
  }
}

/** Callers may be people's addresses: the store gets none of them. */
function keyOf(caller: string): string {
  return createHash('sha256').update(caller).digest('base64url').slice(0, 27);
}
