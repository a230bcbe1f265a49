import { createLogger, openLimitStore, RateLimits } from '@throughline/platform';
import { Guessing } from './guessing.js';

const refused = { name: 'refused', limit: 3, windowSeconds: 60 };
const IP = '203.0.113.7';

describe('Guessing', () => {
  let nowMs = 0;
  const limits = new RateLimits(openLimitStore({}), createLogger('t', 'silent'));
  const replicas = [1, 2].map(() => new Guessing(limits, refused, () => nowMs)) as [Guessing, Guessing];
  afterAll(() => limits.onApplicationShutdown());

  it('knows at once what was refused here, with one guess what was refused elsewhere, and all after a second', async () => {
    const [here, elsewhere] = replicas;
    expect(await here.isGuessing(IP)).toBe(false);
    expect(await elsewhere.isGuessing(IP)).toBe(false);
    for (let guess = 0; guess < 3; guess++) {
      expect(await here.isGuessing(IP)).toBe(false);
      await here.countRefused(IP);
    }
    expect(await here.isGuessing(IP)).toBe(true);
    expect(await elsewhere.isGuessing(IP)).toBe(false);
    nowMs += 1_000;
    expect(await elsewhere.isGuessing(IP)).toBe(true);
    expect(await here.isGuessing('203.0.113.8')).toBe(false);
  });

  it('hears of all replicas by its own next refusal', async () => {
    const [here, elsewhere] = replicas;
    const ip = '203.0.113.9';
    expect(await elsewhere.isGuessing(ip)).toBe(false);
    for (let guess = 0; guess < 3; guess++) await here.countRefused(ip);
    await elsewhere.countRefused(ip);
    expect(await elsewhere.isGuessing(ip)).toBe(true);
  });
});
