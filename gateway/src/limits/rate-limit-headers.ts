export interface Consumption {
  name: string;
  limit: number;
  windowSeconds: number;
  allowed: boolean;
  remaining: number;
  resetMs: number;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** What the request has used of its caller's limit; null where none applies. */
    consumption: Consumption | null;
  }
}

/**
 * The rate limit headers of an answer, after draft-ietf-httpapi-ratelimit-headers-11. The draft may still rename
 * them; this is the one place that knows their names.
 */
export function rateLimitHeaders(consumption: Consumption): Record<string, string> {
  const { name, limit, windowSeconds, allowed, remaining } = consumption;
  const resetSeconds = Math.max(1, Math.ceil(consumption.resetMs / 1_000));
  return {
    'ratelimit-policy': `"${name}";q=${limit};w=${windowSeconds}`,
    ratelimit: `"${name}";r=${remaining};t=${resetSeconds}`,
    ...(allowed ? {} : { 'retry-after': String(resetSeconds) }),
  };
}
