import { rateLimitHeaders } from './rate-limit-headers.js';

const base = { name: 'api', limit: 100, windowSeconds: 60, remaining: 40, resetMs: 30_001 };

describe('rateLimitHeaders', () => {
  it('says the policy, what is left and for how long', () => {
    expect(rateLimitHeaders({ ...base, allowed: true })).toEqual({
      'ratelimit-policy': '"api";q=100;w=60',
      ratelimit: '"api";r=40;t=31',
    });
  });

  it('says when to come back, never at once', () => {
    const headers = rateLimitHeaders({ ...base, allowed: false, remaining: 0, resetMs: 0 });
    expect(headers).toMatchObject({ 'retry-after': '1', ratelimit: '"api";r=0;t=1' });
  });
});
