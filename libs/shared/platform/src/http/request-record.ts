import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { RequestContext } from '../context/request-context.js';
import { requestSeconds } from '../health/metrics.js';
import { type ArrivedRequest, endServerSpan, serverSpan } from '../tracing/http-spans.js';
import type { Span } from '../tracing/spans.js';

/** What everybody may know about a request from its first moment on. */
export type OpenedRequest = RequestContext & { span: Span };

export interface GivenAnswer {
  /** In the words of the route, so that addresses of one kind are counted together. */
  route: string;
  status: number;
  /** From the request's arrival to the end of its answer. */
  seconds: number;
}

const REQUEST_ID = /^[\w-]{1,64}$/;
const LONGEST_USER_AGENT = 512;

/** The context of a request that arrived: its span below the caller's, the caller's id for it or a new one. */
export function openRequest(request: ArrivedRequest): OpenedRequest {
  const given = header(request, 'x-request-id');
  const span = serverSpan(request, header(request, 'traceparent'));
  return {
    span,
    traceparent: span.traceparent,
    // No row is found by it, so it needs no order; and this kind is the cheapest to make.
    requestId: given && REQUEST_ID.test(given) ? given : randomUUID(),
    actor: null,
    ip: header(request, 'x-forwarded-for')?.split(',')[0]?.trim() ?? request.ip,
    userAgent: header(request, 'user-agent')?.slice(0, LONGEST_USER_AGENT) ?? null,
  };
}

/** Leaves one measurement of it, one log line, and the end of its span. */
export function closeRequest(request: ArrivedRequest, span: Span, answer: GivenAnswer, logger: Logger): void {
  const { route, status, seconds } = answer;
  const { method } = request;
  endServerSpan(span, request, answer);
  requestSeconds.observe({ method, route, status: String(status) }, seconds);
  logger.debug({ method, route, status, ms: Math.round(seconds * 1_000) }, 'request');
}

function header({ headers }: ArrivedRequest, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
