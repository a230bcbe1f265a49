import { describe, expect, it } from 'vitest';
import { harmMs, logWindow, resolvedMs } from './incident-clock.js';

const opened = { openedAt: '2026-11-20T12:00:00Z', mitigatedAt: null, resolvedAt: null };
const over = { ...opened, mitigatedAt: '2026-11-20T12:04:00Z', resolvedAt: '2026-11-20T13:00:00Z' };
const NOW = Date.parse('2026-11-20T12:10:00Z');

describe('the clock', () => {
  it('stops the harm at the mitigation, and the incident at its resolution', () =>
    expect([harmMs(over), resolvedMs(over)]).toEqual([240_000, 3_600_000]));

  it('runs while nothing has stopped it', () =>
    expect([harmMs(opened), resolvedMs(opened)]).toEqual([undefined, undefined]));
});

describe('logWindow', () => {
  it('begins a quarter of an hour before and does not reach past now', () =>
    expect(logWindow(opened, NOW)).toEqual({ from: '2026-11-20T11:45:00.000Z', to: '2026-11-20T12:10:00.000Z' }));

  it('ends shortly after the harm', () => expect(logWindow(over, NOW).to).toBe('2026-11-20T12:09:00.000Z'));
});
