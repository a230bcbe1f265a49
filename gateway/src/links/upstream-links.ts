import { Inject, Injectable } from '@nestjs/common';
import { AppError } from '@throughline/kernel';
import { LinkBreaker, LOGGER, type Logger } from '@throughline/platform';
import { GATEWAY_CONFIG, type GatewayConfig } from '../gateway.config.js';
import { upstreamUrls } from '../gateway.upstreams.js';
import type { Upstream } from '../routing/routes.js';
import { CallerGoneError } from './caller-gone-error.js';

const FAILURES = 5;
/** Short: a service is back within seconds when it restarts, and a call that fails is answered at once. */
const REST_MS = 1_000;

/** The links to the services, each with its circuit breaker: a service that does not answer holds up nobody for long. */
@Injectable()
export class UpstreamLinks {
  private readonly breakers: Record<Upstream, LinkBreaker>;

  constructor(@Inject(GATEWAY_CONFIG) config: GatewayConfig, @Inject(LOGGER) logger: Logger) {
    const breakerOf = (upstream: string): LinkBreaker =>
      new LinkBreaker({
        failures: FAILURES,
        restMs: REST_MS,
        isFailure: (error) => !(error instanceof AppError || error instanceof CallerGoneError),
        onChange: (isOpen) =>
          logger.warn({ upstream }, isOpen ? 'the upstream is left alone' : 'the upstream answers again'),
      });
    const names = Object.keys(upstreamUrls(config)) as Upstream[];
    this.breakers = Object.fromEntries(names.map((name) => [name, breakerOf(name)])) as Record<Upstream, LinkBreaker>;
  }

  /**
   * Makes a call to the upstream.
   * @throws LinkRestingError at once while it is left alone; else what `call` throws: an AppError or a CallerGoneError
   *   says nothing about the upstream, any other error counts against it
   */
  run<T>(upstream: Upstream, call: () => Promise<T>): Promise<T> {
    return this.breakers[upstream].run(call);
  }
}
