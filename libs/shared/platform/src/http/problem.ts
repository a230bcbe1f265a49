import { HttpException } from '@nestjs/common';
import type { Problem } from '@throughline/contracts';
import { AppError, type ErrorCategory, newId } from '@throughline/kernel';
import { STATUS_CODES } from 'node:http';
import { currentTraceId } from '../context/request-context.js';
import { LimitedError } from '../limits/limited-error.js';
import { rateLimitHeaders } from '../limits/rate-limit-headers.js';
import { refusalOfDatabase } from './database-refusal.js';

export const STATUS_OF: Record<ErrorCategory, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  unsupported: 415,
  unprocessable: 422,
  limited: 429,
  internal: 500,
  unavailable: 503,
};

/** An error as strangers get to see it. */
export interface ProblemAnswer {
  problem: Problem;
  /** The type of the body, and when to come back. */
  headers: Record<string, string>;
}

/** What is answered for an error of the request at hand. @param url as it was sent; the query is left out */
export function problemAnswer(error: unknown, url: string): ProblemAnswer {
  const refusal = asRefusal(error);
  const status = STATUS_OF[refusal.category];
  const problem = {
    type: `https://throughline.dev/problems/${refusal.code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: refusal.message,
    instance: url.split('?')[0] ?? '',
    code: refusal.code,
    traceId: currentTraceId() || newId(),
    ...(refusal.fields.length > 0 ? { errors: [...refusal.fields] } : {}),
  };
  return { problem, headers: { 'content-type': 'application/problem+json', ...retryHeaders(error, status) } };
}

/** When to come back: what the limit says, else shortly. */
function retryHeaders(error: unknown, status: number): Record<string, string> {
  if (error instanceof LimitedError) return rateLimitHeaders([error.consumption]);
  return status === 429 || status === 503 ? { 'retry-after': '1' } : {};
}

const CATEGORY_OF_STATUS = new Map(
  Object.entries(STATUS_OF).map(([category, status]) => [status, category as ErrorCategory]),
);

/** What a client may learn about an error. */
export function asRefusal(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const status = statusOf(error);
  if (status === 404) return new AppError('not_found', 'not_found', 'There is nothing at this address.');
  if (status === 415) return new AppError('media_type', 'unsupported', 'This route does not take that content type.');
  if (status !== undefined && status < 500) {
    return new AppError('bad_request', CATEGORY_OF_STATUS.get(status) ?? 'invalid', clientMessage(error));
  }
  return (
    refusalOfDatabase(error) ??
    new AppError('internal', 'internal', 'Something broke on our side. The trace id leads to the cause in the log.')
  );
}

/** Nest's own exceptions and Fastify's parser errors carry a status; nothing else does. */
function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown }).statusCode;
  return typeof status === 'number' ? status : undefined;
}

/** Fastify's parser messages name our internals at times; the known ones are said in our words. */
function clientMessage(error: unknown): string {
  const code = (error as { code?: unknown }).code;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return 'The body is larger than this route takes.';
  return 'The request could not be read: check that the body is valid JSON.';
}
