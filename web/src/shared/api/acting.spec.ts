import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { actingToken, beginActing, endActing, onActingEnded } from './acting.js';
import { sessionFetch } from './http-client.js';

const acting = (livesMs = 60_000) => ({
  accessToken: 'act',
  orgSlug: 'acme',
  actorName: 'Grace',
  userName: 'Ada',
  expiresAtMs: Date.now() + livesMs,
});

let statuses: number[];
let sent: (string | null)[];
const ended = vi.fn();

beforeEach(() => {
  sent = [];
  ended.mockClear();
  onActingEnded(ended);
  vi.stubGlobal('fetch', (input: Request) => {
    sent.push(input.headers.get('Authorization'));
    return Promise.resolve(new Response('{}', { status: statuses.shift() ?? 200 }));
  });
});

afterEach(() => {
  endActing('stopped');
  vi.unstubAllGlobals();
});

describe('acting as somebody else', () => {
  it('sends the impersonation’s token and never renews it', async () => {
    beginActing(acting());
    statuses = [200];
    await sessionFetch('http://localhost/api/v1/me');
    expect(sent).toEqual(['Bearer act']);
  });

  it('ends when the server says so, and does not fall back to the person’s own power', async () => {
    beginActing(acting());
    statuses = [401];
    expect((await sessionFetch('http://localhost/api/v1/me')).status).toBe(401);
    expect(sent).toEqual(['Bearer act']);
    expect(ended).toHaveBeenCalledWith('over');
    expect(actingToken()).toBeUndefined();
  });

  it('ends when its time is up', () => {
    beginActing(acting(1_000));
    expect(actingToken(Date.now() + 999)).toBe('act');
    expect(actingToken(Date.now() + 1_001)).toBeUndefined();
    expect(ended).toHaveBeenCalledWith('over');
  });
});
