import { describe, expect, it } from 'vitest';
import { afterScroll, following, isAtEnd, newLines } from './log-follow.js';

describe('following a log', () => {
  it('stops when the person scrolls up and counts what comes after', () => {
    const away = afterScroll(following, false, 100);
    expect(newLines(away, 100)).toBe(0);
    expect(newLines(away, 140)).toBe(40);
  });

  it('counts from the first scroll away, not from each one', () => {
    const away = afterScroll(afterScroll(following, false, 100), false, 130);
    expect(newLines(away, 140)).toBe(40);
  });

  it('starts again at the end', () => {
    const back = afterScroll(afterScroll(following, false, 100), true, 140);
    expect(back.isFollowing).toBe(true);
    expect(newLines(back, 500)).toBe(0);
  });

  it('allows a row of slack at the end', () => {
    expect(isAtEnd({ scrollTop: 780, scrollHeight: 1000, clientHeight: 200 })).toBe(true);
    expect(isAtEnd({ scrollTop: 700, scrollHeight: 1000, clientHeight: 200 })).toBe(false);
  });
});
