import {
  BrokenCircuitError,
  bulkhead,
  BulkheadRejectedError,
  circuitBreaker,
  ConsecutiveBreaker,
  handleType,
  type IPolicy,
  wrap,
} from 'cockatiel';
import { OutboundError, outboundError } from './outbound-error.js';

export interface PolicyOptions {
  /** Failures in a row after which a host is left alone. */
  failures: number;
  /** For how long; then one call tries. */
  restMs: number;
  /** Calls of one organization to one host at a time. */
  concurrent: number;
}

export const POLICY_DEFAULTS: PolicyOptions = { failures: 5, restMs: 15_000, concurrent: 10 };
/** Organizations and hosts that are remembered; the ones longest unused go first. */
const CAPACITY = 2_000;

/**
 * A circuit breaker and a bulkhead for each (organization, host): a host that is down costs nobody's time, and nobody's
 * calls fill the process or keep another organization from the same host.
 */
export class OutboundPolicies {
  private readonly policies = new Map<string, IPolicy>();

  constructor(private readonly options: PolicyOptions = POLICY_DEFAULTS) {}

  /** Runs the call under its policies. `isFailure` says which answers count like errors. */
  async run<T>(
    key: { orgId: string; host: string },
    work: () => Promise<T>,
    isFailure: (answer: T) => boolean,
  ): Promise<T> {
    const policy = this.policyOf(`${key.orgId} ${key.host}`, isFailure as (answer: unknown) => boolean);
    try {
      return (await policy.execute(work)) as T;
    } catch (error) {
      if (error instanceof BrokenCircuitError) throw outboundError('resting');
      if (error instanceof BulkheadRejectedError) throw outboundError('too_many_at_once');
      throw error;
    }
  }

  private policyOf(key: string, isFailure: (answer: unknown) => boolean): IPolicy {
    const known = this.policies.get(key);
    if (known) this.policies.delete(key); // to be the youngest again
    const policy = known ?? this.create(isFailure);
    this.policies.set(key, policy);
    if (this.policies.size > CAPACITY) this.policies.delete(this.policies.keys().next().value ?? '');
    return policy;
  }

  private create(isFailure: (answer: unknown) => boolean): IPolicy {
    const { failures, restMs, concurrent } = this.options;
    const counted = handleType(OutboundError, ({ outcome }) => outcome !== 'permanent').orWhenResult(isFailure);
    const breaker = circuitBreaker(counted, { halfOpenAfter: restMs, breaker: new ConsecutiveBreaker(failures) });
    return wrap(bulkhead(concurrent, 0), breaker) as unknown as IPolicy;
  }
}
