import { keyState } from './key-state.js';

const NOW = new Date('2026-11-20T12:00:00Z');
const at = (text: string | null): Date | null => (text === null ? null : new Date(text));

describe('the state of a key', () => {
  it.each([
    ['active', null, null],
    ['active', '2026-11-27T12:00:00.001Z', null],
    ['expiring', '2026-11-27T12:00:00Z', null],
    ['expiring', '2026-11-20T12:00:00.001Z', null],
    ['expired', '2026-11-20T12:00:00Z', null],
    ['expired', '2020-01-01T00:00:00Z', null],
    ['revoked', null, '2026-11-19T00:00:00Z'],
    ['revoked', '2020-01-01T00:00:00Z', '2026-11-19T00:00:00Z'],
  ])('is %s when it expires at %p and was revoked at %p', (state, expires, revoked) =>
    expect(keyState({ expires_at: at(expires), revoked_at: at(revoked), read_at: NOW })).toBe(state),
  );
});
