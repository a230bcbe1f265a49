import { Inject, Injectable } from '@nestjs/common';
import { type ExchangeRequest, type ExchangeResponse, exchangeResponse, problemSchema } from '@throughline/contracts';
import { AppError, type ErrorCategory } from '@throughline/kernel';
import {
  clientSpan,
  currentContext,
  endClientSpan,
  LinkRestingError,
  LOGGER,
  type Logger,
} from '@throughline/platform';
import { request } from 'undici';
import { refuse } from '../edge/edge.errors.js';
import { GATEWAY_CONFIG, type GatewayConfig } from '../gateway.config.js';
import { UpstreamLinks } from '../links/upstream-links.js';

/** For all of it: connection, head and body. */
const LIMIT_MS = 5_000;
const REFUSALS: Record<number, ErrorCategory> = {
  400: 'unauthenticated', // a text that cannot be a credential
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
};

interface Answer {
  statusCode: number;
  body: unknown;
}

/** The one call between services in a request's path: a credential for an internal token. */
@Injectable()
export class IdentityHttpClient {
  constructor(
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
    private readonly links: UpstreamLinks,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws AppError: identity's refusal, or `upstream_unavailable` */
  async exchange(question: ExchangeRequest): Promise<ExchangeResponse> {
    try {
      const { statusCode, body } = await this.links.run('identity', () => this.ask(question));
      if (statusCode < 300) return exchangeResponse.parse(body);
      throw refusalOf(statusCode, body);
    } catch (error) {
      if (error instanceof AppError) throw error;
      if (!(error instanceof LinkRestingError)) this.logger.error({ err: error }, 'identity did not answer');
      throw refuse('upstream_unavailable');
    }
  }

  private async ask(question: ExchangeRequest): Promise<Answer> {
    const url = new URL('/internal/exchange', this.config.IDENTITY_URL);
    const span = clientSpan('POST', url, 'identity');
    let status: number | undefined;
    try {
      const answer = await this.post(url, question, span.traceparent);
      status = answer.statusCode;
      return answer;
    } finally {
      endClientSpan(span, status);
    }
  }

  private async post(url: URL, question: ExchangeRequest, traceparent: string): Promise<Answer> {
    const answer = await request(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.config.INTERNAL_SECRET}`,
        'content-type': 'application/json',
        traceparent,
        'x-request-id': currentContext()?.requestId ?? '',
      },
      body: JSON.stringify(question),
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    return { statusCode: answer.statusCode, body: await answer.body.json() };
  }
}

/** A refusal is passed on in identity's words; everything else is our trouble, not the caller's. */
function refusalOf(status: number, body: unknown): Error {
  const category = REFUSALS[status];
  const problem = problemSchema.safeParse(body);
  if (!category || !problem.success) return new Error(`identity answered the exchange with ${status}`);
  // About the gateway's own secret, which is not the caller's affair.
  if (problem.data.code === 'internal_only') return new Error('identity does not accept INTERNAL_SECRET');
  if (category === 'unauthenticated') return refuse('unauthenticated');
  return new AppError(problem.data.code, category, problem.data.detail);
}
