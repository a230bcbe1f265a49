import type { OnApplicationShutdown } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import type { Logger } from '../context/root-logger.js';
import type { LimitClass } from './limit-class.js';
import { type Grant, Lease } from './lease.js';
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
/** Of callers of one class whose frequent requests are counted ahead; who is forgotten for others is counted anew. */
const MOST_LEASES = 10_000;

interface Outcome {
  allowed: boolean;
  state: RateLimiterRes;
}

/**
 * Counts what callers do, in fixed windows, together with the other replicas where the store is shared. A store that
 * does not answer stops nobody and lets nobody off: until it does, each process counts by itself.
 */
export class RateLimits implements OnApplicationShutdown {
  private readonly limiters = new Map<string, Limiters>();
  /** By class and caller. */
  private readonly leases = new Map<string, Map<string, Lease>>();
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
    if (rate.isFrequent && points === 1) return this.consumeFrequent(rate, caller);
    return noted(await this.count(rate, caller, points));
  }

  /** One point of a frequent class, at once where this process has taken it ahead: what is known needs no waiting. */
  consumeFrequent(rate: LimitClass, caller: string): Consumption | Promise<Consumption> {
    const taken = this.leaseOf(rate, caller).take();
    return taken instanceof Promise ? taken.then(noted) : noted(taken);
  }

  /** The same, for those who stop there. @throws LimitedError, which answers 429 with its headers */
  async enforce(rate: LimitClass, caller: string, points = 1): Promise<Consumption> {
    const consumption = await this.consume(rate, caller, points);
    if (!consumption.allowed) throw new LimitedError(consumption);
    return consumption;
  }

  /** Whether the caller has nothing left; counts nothing. */
  async isSpent(rate: LimitClass, caller: string): Promise<boolean> {
    const { state } = await this.counted(rate, async (limiter) => {
      const found = await limiter.get(keyOf(caller));
      return found ?? new RateLimiterRes(rate.limit, 0, 0);
    });
    return state.remainingPoints <= 0;
  }

  /** Forgets what the caller has used, as after a log-in that succeeded. */
  async reset(rate: LimitClass, caller: string): Promise<void> {
    const { shared, insurance } = this.limitersOf(rate);
    this.leases.get(rate.name)?.delete(caller);
    await Promise.all([shared, insurance].map((limiter) => limiter.delete(keyOf(caller)).catch(() => undefined)));
  }

  onApplicationShutdown(): Promise<void> {
    return this.store.close();
  }

  private async count(rate: LimitClass, caller: string, points: number): Promise<Consumption> {
    const { allowed, state } = await this.counted(rate, (limiter) => limiter.consume(keyOf(caller), points));
    const { name, limit, windowSeconds } = rate;
    const remaining = allowed ? state.remainingPoints : 0;
    return { name, limit, windowSeconds, allowed, remaining, resetMs: state.msBeforeNext };
  }

  /** Requests of a frequent class are too many to ask the store about each. */
  private leaseOf(rate: LimitClass, caller: string): Lease {
    const leases = this.leases.get(rate.name) ?? new Map<string, Lease>();
    const known = leases.get(caller);
    if (known) return known;
    const lease = new Lease(rate, async (points) => {
      return grantOf(rate, points, await this.counted(rate, (limiter) => limiter.consume(keyOf(caller), points)));
    });
    const [oldest] = leases.keys();
    if (oldest !== undefined && leases.size >= MOST_LEASES) leases.delete(oldest);
    this.leases.set(rate.name, leases.set(caller, lease));
    return lease;
  }

  private async counted(
    rate: LimitClass,
    work: (limiter: RateLimiterAbstract) => Promise<RateLimiterRes>,
  ): Promise<Outcome> {
    const { shared, insurance } = this.limitersOf(rate);
    if (performance.now() < this.restUntilMs) return outcomeOf(work(insurance));
    try {
      return await outcomeOf(work(shared));
    } catch (error) {
      this.restUntilMs = performance.now() + REST_MS;
      this.logger.warn({ err: error, limit: rate.name }, 'the store of the rate limits does not answer: counting here');
      return outcomeOf(work(insurance));
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

function noted(consumption: Consumption): Consumption {
  if (!consumption.allowed) limitsTotal.inc({ limit: consumption.name });
  return consumption;
}

/** A refusal comes as a rejection that is no error. */
async function outcomeOf(work: Promise<RateLimiterRes>): Promise<Outcome> {
  try {
    return { allowed: true, state: await work };
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return { allowed: false, state: refused };
  }
}

/** The last points of a limit are granted in part. What is refused without being counted says 0 consumed. */
function grantOf({ limit }: LimitClass, points: number, { allowed, state }: Outcome): Grant {
  const { consumedPoints, remainingPoints, msBeforeNext: resetMs } = state;
  if (allowed) return { granted: points, remaining: remainingPoints, resetMs };
  const within = consumedPoints > limit ? Math.max(0, points - (consumedPoints - limit)) : 0;
  return { granted: within, remaining: 0, resetMs };
}

/** Callers may be people's addresses: the store gets none of them. */
function keyOf(caller: string): string {
  return createHash('sha256').update(caller).digest('base64url').slice(0, 27);
}
