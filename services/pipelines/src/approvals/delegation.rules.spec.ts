import { isDelegable, mayStandIn } from './delegation.rules.js';

const now = new Date('2026-11-20T10:00:00Z');
const DAY_MS = 86_400_000;

describe('isDelegable', () => {
  it.each([
    [-1, false],
    [0, false],
    [1, true],
    [90 * DAY_MS, true],
    [90 * DAY_MS + 1, false],
  ])('%i ms from now: %s', (ms, expected) => expect(isDelegable(new Date(now.getTime() + ms), now)).toBe(expected));
});

describe('mayStandIn', () => {
  it.each([
    ['developer', true],
    ['owner', true],
    ['viewer', false],
    ['stranger', false],
  ])('%s: %s', (role, expected) => expect(mayStandIn(role)).toBe(expected));
});
