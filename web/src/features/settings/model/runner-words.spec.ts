import { describe, expect, it } from 'vitest';
import { isGone, outlookOf, standingOf, startCommand } from './runner-words.js';

describe('runners in words', () => {
  it.each([
    [true, false, 3, 'online'],
    [true, true, 0, 'paused'],
    [true, true, 1, 'draining'],
    [false, true, 1, 'offline'],
    [false, false, 0, 'offline'],
  ] as const)('online %s, paused %s, with %d steps: %s', (online, paused, runningJobs, standing) =>
    expect(standingOf({ online, paused, runningJobs })).toBe(standing),
  );

  it('is gone after two minutes', () => {
    const lastSeenAt = '2026-11-20T10:00:00.000Z';
    const at = (seconds: number) => Date.parse(lastSeenAt) + seconds * 1000;
    expect([isGone({ lastSeenAt }, at(120)), isGone({ lastSeenAt }, at(121))]).toEqual([false, true]);
  });

  it.each([
    [0, 'no runner can take them'],
    [1, '1 runner can take them'],
    [2, '2 runners can take them'],
  ])('%d', (runners, words) => expect(outlookOf({ runners })).toBe(words));

  it('names the installation in the command', () =>
    expect(startCommand('https://throughline.example.org')).toContain('GATEWAY_URL=https://throughline.example.org '));
});
