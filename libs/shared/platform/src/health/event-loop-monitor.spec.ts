import { createLogger } from '../context/logger.js';
import { EventLoopMonitor } from './event-loop-monitor.js';

describe('the event loop monitor', () => {
  const monitor = (): EventLoopMonitor => new EventLoopMonitor(createLogger('test', 'silent'));
  const blockedFor = (ms: number): { monitor: EventLoopMonitor; now: number } => {
    const watched = monitor();
    const start = performance.now();
    watched.tick(start + 250);
    watched.tick(start + 500 + ms);
    return { monitor: watched, now: start + 500 + ms };
  };

  it.each([
    [0, true],
    [2_000, true],
    [9_000, true],
    [11_000, false],
  ])('after a block of %d ms says %s', (ms, fit) => {
    const { monitor: watched, now } = blockedFor(ms);
    expect(watched.isFit(now)).toBe(fit);
  });

  it('is fit again a while after', () => {
    const { monitor: watched, now } = blockedFor(11_000);
    expect(watched.isFit(now + 16_000)).toBe(true);
  });
});
