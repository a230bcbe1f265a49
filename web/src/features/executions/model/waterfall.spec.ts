import { describe, expect, it } from 'vitest';
import { criticalPath, waterfall } from './waterfall.js';

const second = (s: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, s)).toISOString();
type Seconds = [ready: number | null, started: number | null, finished: number | null];
const moment = (s: number | null) => (s === null ? null : second(s));
const node = (key: string, needs: string[], ...[ready, started, finished]: Seconds) => ({
  key,
  needs,
  readyAt: moment(ready),
  startedAt: moment(started),
  finishedAt: moment(finished),
});
const now = Date.parse(second(20));

describe('waterfall', () => {
  it('keeps the wait for a runner apart from the work', () => {
    const { bars, totalMs } = waterfall([node('a', [], 0, 2, 4), node('b', ['a'], 4, 5, 10)], now);
    expect(totalMs).toBe(10_000);
    expect(bars).toEqual([
      { key: 'a', left: 0, queue: 0.2, run: 0.2, isCritical: true },
      { key: 'b', left: 0.4, queue: 0.1, run: 0.5, isCritical: true },
    ]);
  });

  it('lets what runs or waits for a runner grow until now, and leaves out what is not ready', () => {
    const { bars } = waterfall(
      [node('a', [], 0, 10, null), node('b', [], 10, null, null), node('c', ['b'], null, null, null)],
      now,
    );
    expect(bars.map(({ key, queue, run }) => [key, queue, run])).toEqual([
      ['a', 0.5, 0.5],
      ['b', 0.5, 0],
    ]);
  });

  it('says nothing of a run in which nothing was ready', () => {
    expect(waterfall([node('a', [], null, null, null)], now)).toEqual({ bars: [], totalMs: 0 });
  });
});

describe('criticalPath', () => {
  it('follows the need that ended last', () => {
    const nodes = [
      node('a', [], 0, 0, 1),
      node('fast', ['a'], 1, 1, 2),
      node('slow', ['a'], 1, 1, 9),
      node('end', ['fast', 'slow'], 9, 9, 10),
    ];
    expect([...criticalPath(nodes)]).toEqual(['end', 'slow', 'a']);
  });
});
