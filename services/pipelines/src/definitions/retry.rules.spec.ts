import { type RetryPolicy, retryDelayMs } from './retry.rules.js';

const policy: RetryPolicy = { times: 5, delayMs: 1_000, backoff: 'constant', maxDelayMs: 5_000, jitter: false };
const exponential: RetryPolicy = { ...policy, backoff: 'exponential' };

describe('retryDelayMs', () => {
  it.each<[string, RetryPolicy, number[]]>([
    ['waits as long each time', policy, [1_000, 1_000, 1_000, 1_000]],
    ['waits twice as long each time, to the greatest delay', exponential, [1_000, 2_000, 4_000, 5_000]],
    ['never waits less than the first delay', { ...exponential, maxDelayMs: 10 }, [1_000, 1_000, 1_000, 1_000]],
    ['may not wait at all', { ...policy, delayMs: 0 }, [0, 0, 0, 0]],
  ])('%s', (_what, of, expected) => expect([1, 2, 3, 4].map((attempt) => retryDelayMs(of, attempt))).toEqual(expected));

  it('draws between nothing and the whole delay', () => {
    const jittered = { ...exponential, jitter: true };
    expect([0, 0.5, 0.999].map((draw) => retryDelayMs(jittered, 2, () => draw))).toEqual([0, 1_000, 1_998]);
  });
});
