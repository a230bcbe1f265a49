import { describe, expect, it } from 'vitest';
import { isDue } from './is-due.js';

describe('isDue', () => {
  it('is so from the moment on', () => {
    const at = '2026-03-01T12:00:00.000Z';
    const now = Date.parse(at);
    expect([isDue(at, now - 1), isDue(at, now), isDue(at, now + 1)]).toEqual([false, true, true]);
  });
});
