import { rateLimitHeaders } from './rate-limit-headers.js';

const base = { name: 'api', limit: 100, windowSeconds: 60, remaining: 40, resetMs: 30_001 };

describe('rateLimitHeaders', () => {
  it('says the policy, what is left and for how long', () => {
    expect(rateLimitHeaders([{ ...base, allowed: true }])).toEqual({
      'ratelimit-policy': '"api";q=100;w=60',
      ratelimit: '"api";r=40;t=31',
    });
  });

  it('says when to come back, never at once', () => {
    const headers = rateLimitHeaders([{ ...base, allowed: false, remaining: 0, resetMs: 0 }]);
    expect(headers).toMatchObject({ 'retry-after': '1', ratelimit: '"api";r=0;t=1' });
  });

  it('lists every limit that was counted, the tightest first, and waits for the last one that refused', () => {
    const org = { name: 'org', limit: 50, windowSeconds: 60, allowed: true, remaining: 5, resetMs: 10_000 };
    const refused = { ...org, name: 'address', allowed: false, remaining: 0 };
    expect(rateLimitHeaders([{ ...base, allowed: true }, org])).toEqual({
      'ratelimit-policy': '"org";q=50;w=60, "api";q=100;w=60',
      ratelimit: '"org";r=5;t=10, "api";r=40;t=31',
    });
    expect(rateLimitHeaders([org, refused, { ...refused, resetMs: 20_000 }])['retry-after']).toBe('20');
  });

  it('says nothing where nothing was counted', () => expect(rateLimitHeaders([])).toEqual({}));
});
