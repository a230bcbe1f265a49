import { describe, expect, it } from 'vitest';
import { areaPath, errorRate, formatRate, positionPercent, tickLanes, topRate } from './strip.js';

const bucket = (lines: number, errors: number) => ({ at: '2026-11-20T00:00:00Z', lines, errors });

describe('the 24 h strip', () => {
  it('reads a bucket without lines as quiet, and errors without lines as all', () => {
    expect([bucket(0, 0), bucket(0, 3), bucket(200, 4)].map(errorRate)).toEqual([0, 1, 0.02]);
  });

  it('never scales a quiet day up to full height', () => {
    expect(topRate([bucket(1000, 1)])).toBe(0.01);
  });

  it('draws one step per bucket, the worst at the top', () => {
    expect(areaPath([bucket(100, 0), bucket(100, 50)])).toBe('M0 72L0 72H480L480 2H960V72Z');
    expect(areaPath([])).toBe('');
  });

  it('places a deployment in time and keeps strays at the ends', () => {
    const day = { from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z' };
    expect(positionPercent('2026-11-20T06:00:00Z', day)).toBe(25);
    expect(positionPercent('2026-11-19T06:00:00Z', day)).toBe(0);
  });

  it('gives ticks that would cover each other lanes of their own', () => {
    expect(tickLanes([50, 10, 50.5, 51, 53])).toEqual([0, 0, 1, 2, 0]);
  });

  it('shows small rates with the digits they need', () => {
    expect([0, 0.0004, 0.012, 0.31].map(formatRate)).toEqual(['0 %', '0.04 %', '1.2 %', '31 %']);
  });
});
