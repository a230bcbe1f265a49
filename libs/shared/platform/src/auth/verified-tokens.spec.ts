import type { Principal } from './principal.js';
import { VerifiedTokens } from './verified-tokens.js';

const PRINCIPAL = { id: 'somebody' } as Principal;
const AT = 1_800_000_000_000;

describe('tokens that were verified', () => {
  let tokens: VerifiedTokens;
  beforeEach(() => {
    jest.useFakeTimers({ now: AT });
    tokens = new VerifiedTokens();
    tokens.keep('token', PRINCIPAL, { fromMs: AT - 30_000, untilMs: AT + 60_000 });
  });
  afterEach(() => void jest.useRealTimers());

  it.each([
    ['at once', 0, PRINCIPAL],
    ['just before its end', 59_999, PRINCIPAL],
    ['at its end', 60_000, undefined],
  ])('are known by their text %s', (_when, afterMs, found) => {
    jest.advanceTimersByTime(afterMs);
    expect(tokens.find('token')).toBe(found);
    expect(tokens.find('token2')).toBeUndefined();
  });

  it.each([
    ['set back before it was made', -30_001, undefined],
    ['set back within its time', -29_000, PRINCIPAL],
    ['set forward past its end', 60_001, undefined],
  ])('are judged by the wall clock too: %s', (_what, byMs, found) => {
    jest.setSystemTime(AT + byMs);
    expect(tokens.find('token')).toBe(found);
  });

  it('live no longer for a wall clock that was set back', () => {
    jest.advanceTimersByTime(59_000);
    jest.setSystemTime(AT);
    jest.advanceTimersByTime(2_000);
    expect(tokens.find('token')).toBeUndefined();
  });

  it('are forgotten with the keys', () => {
    tokens.forgetAll();
    expect(tokens.find('token')).toBeUndefined();
  });

  it('are not kept when they are over', () => {
    tokens.keep('late', PRINCIPAL, { fromMs: AT - 90_000, untilMs: AT });
    expect(tokens.find('late')).toBeUndefined();
  });
});
