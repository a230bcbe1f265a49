import { type Consumption, rateLimitHeaders } from '@throughline/platform';
import type { OutgoingHttpHeaders } from 'node:http';

import { DATA_POLICY } from '../web/security-headers.js';

export interface AnswerFacts {
  status: number;
  consumptions: readonly Consumption[] | null;
  /** Whether the request's body has been read to its end. */
  isRequestRead: boolean;
  /** What the answer says already, names in lower case. */
  headers: Readonly<Record<string, unknown>>;
}

/** What the gateway adds to an answer, whoever made it: limits, policies, and whether the connection can go on. */
export function owedHeaders(
  security: Readonly<Record<string, string>>,
  { status, consumptions, isRequestRead, headers }: AnswerFacts,
): OutgoingHttpHeaders {
  const owed: OutgoingHttpHeaders = rateLimitHeaders(consumptions ?? []);
  for (const name in security) if (headers[name] === undefined) owed[name] = security[name];
  if (headers['content-security-policy'] === undefined) owed['content-security-policy'] = DATA_POLICY;
  if (headers['cache-control'] === undefined) owed['cache-control'] = 'no-store';
  // What is left of a body that nobody reads must not be taken for the next request, nor keep the connection.
  if (!isRequestRead) owed.connection = 'close';
  if (status === 401) owed['www-authenticate'] = 'Bearer';
  return owed;
}
