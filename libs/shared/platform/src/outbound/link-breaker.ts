import {
  BrokenCircuitError,
  circuitBreaker,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  handleWhen,
} from 'cockatiel';
import { LinkRestingError } from './link-resting-error.js';

export interface LinkBreakerOptions {
  /** Failures in a row after which the other side is left alone. */
  failures: number;
  /** For how long; then one call tries. */
  restMs: number;
  /** Which errors say that the other side or the way to it is broken. */
  isFailure: (error: unknown) => boolean;
  /** Told when it opens (true) and closes (false). */
  onChange?: (isOpen: boolean) => void;
}

/** The library measures a rest by the wall clock: one that is set back by an hour would make it an hour longer. */
const NO_REST_OF_ITS_OWN = Number.NEGATIVE_INFINITY;

/** The circuit breaker of the link to one of our own servers: while that is down, nobody waits for it. */
export class LinkBreaker {
  private readonly policy: CircuitBreakerPolicy;
  /** By the monotonic clock. */
  private restUntilMs = 0;

  constructor({ failures, restMs, isFailure, onChange }: LinkBreakerOptions) {
    const breaker = new ConsecutiveBreaker(failures);
    this.policy = circuitBreaker(handleWhen(isFailure), { halfOpenAfter: NO_REST_OF_ITS_OWN, breaker });
    this.policy.onBreak(() => {
      this.restUntilMs = performance.now() + restMs;
      onChange?.(true);
    });
    this.policy.onReset(() => onChange?.(false));
  }

  /** @throws LinkRestingError at once while the other side is left alone; else whatever `work` throws */
  async run<T>(work: () => Promise<T>): Promise<T> {
    // The one call that tries may take its time: the library would let all others wait for it.
    if (this.policy.state === CircuitState.HalfOpen || this.isResting()) throw new LinkRestingError();
    try {
      return await this.policy.execute(work);
    } catch (error) {
      if (error instanceof BrokenCircuitError) throw new LinkRestingError();
      throw error;
    }
  }

  private isResting(): boolean {
    return this.policy.state === CircuitState.Open && performance.now() < this.restUntilMs;
  }
}
