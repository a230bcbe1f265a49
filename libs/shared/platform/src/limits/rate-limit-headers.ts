/** What a caller has used of one limit. */
export interface Consumption {
  name: string;
  limit: number;
  windowSeconds: number;
  allowed: boolean;
  remaining: number;
  resetMs: number;
}

/**
 * The rate limit headers of an answer, after draft-ietf-httpapi-ratelimit-headers-11: one policy for each limit that
 * was counted, the tightest first. The draft may still rename them; this is the one place that knows their names.
 */
export function rateLimitHeaders(consumptions: readonly Consumption[]): Record<string, string> {
  if (consumptions.length === 0) return {};
  const sorted = [...consumptions].sort((a, b) => shareLeft(a) - shareLeft(b));
  const refused = sorted.filter(({ allowed }) => !allowed);
  const retrySeconds = Math.max(0, ...refused.map(resetSeconds));
  return {
    'ratelimit-policy': sorted
      .map(({ name, limit, windowSeconds }) => `"${name}";q=${limit};w=${windowSeconds}`)
      .join(', '),
    ratelimit: sorted.map((one) => `"${one.name}";r=${one.remaining};t=${resetSeconds(one)}`).join(', '),
    ...(refused.length > 0 ? { 'retry-after': String(retrySeconds) } : {}),
  };
}

function shareLeft({ allowed, remaining, limit }: Consumption): number {
  return allowed ? remaining / limit : -1;
}

/** Never 0: at once would be too soon. */
function resetSeconds({ resetMs }: Consumption): number {
  return Math.max(1, Math.ceil(resetMs / 1_000));
}
