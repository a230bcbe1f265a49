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
  // One pass over a handful: this is part of every answer.
  let policy = '';
  let left = '';
  let retrySeconds = 0;
  for (const one of [...consumptions].sort((a, b) => shareLeft(a) - shareLeft(b))) {
    const separator = policy === '' ? '' : ', ';
    const seconds = resetSeconds(one);
    policy += `${separator}"${one.name}";q=${one.limit};w=${one.windowSeconds}`;
    left += `${separator}"${one.name}";r=${one.remaining};t=${seconds}`;
    if (!one.allowed) retrySeconds = Math.max(retrySeconds, seconds);
  }
  const headers: Record<string, string> = { 'ratelimit-policy': policy, ratelimit: left };
  if (retrySeconds > 0) headers['retry-after'] = String(retrySeconds);
  return headers;
}

function shareLeft({ allowed, remaining, limit }: Consumption): number {
  return allowed ? remaining / limit : -1;
}

/** Never 0: at once would be too soon. */
function resetSeconds({ resetMs }: Consumption): number {
  return Math.max(1, Math.ceil(resetMs / 1_000));
}
