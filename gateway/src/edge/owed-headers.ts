import { type Consumption, rateLimitHeaders } from '@throughline/platform';

import { DATA_POLICY } from '../web/security-headers.js';

export interface AnswerFacts {
  status: number;
  consumptions: readonly Consumption[] | null;
  /** Whether the request's body has been read to its end. */
  isRequestRead: boolean;
  /** What the answer says already, names in lower case. */
  headers: Readonly<Record<string, unknown>>;
}

type Pair = readonly [name: string, value: string];

/** What an answer says of itself unless it says otherwise: made once, added to every one. */
export function defaultHeaders(security: Readonly<Record<string, string>>): readonly Pair[] {
  const policies = { 'content-security-policy': DATA_POLICY, 'cache-control': 'no-store' };
  return Object.entries({ ...security, ...policies });
}

/**
 * What the gateway adds to an answer, whoever made it: limits, policies, and whether the connection can go on. Names
 * and values in turn, as Node writes them; each name once, and in place of what the answer says.
 */
export function owedHeaders(defaults: readonly Pair[], facts: AnswerFacts): string[] {
  const { status, consumptions, isRequestRead, headers } = facts;
  const owed: string[] = [];
  for (const [name, value] of defaults) if (headers[name] === undefined) owed.push(name, value);
  const limits = rateLimitHeaders(consumptions ?? []);
  for (const name in limits) owed.push(name, limits[name] ?? '');
  // What is left of a body that nobody reads must not be taken for the next request, nor keep the connection.
  if (!isRequestRead) owed.push('connection', 'close');
  if (status === 401) owed.push('www-authenticate', 'Bearer');
  return owed;
}
