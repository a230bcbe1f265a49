import { describe, expect, it } from 'vitest';
import { withSubmitKey } from './submit-key.js';

const post = (body: object, path = '/api/v1/orgs/a/notes') =>
  new Request(`http://localhost${path}`, { method: 'POST', body: JSON.stringify(body) });
const json = (status: number, body: object = {}) => new Response(JSON.stringify(body), { status });
const inFlight = () => json(409, { code: 'idempotency_in_flight' });
const noNetwork = () => Promise.reject(new TypeError('no network'));

/** Answers in turn, and tells the keys that were sent. */
function server(...answers: (() => Response | Promise<Response>)[]) {
  const keys: (string | null)[] = [];
  const send = (request: Request) => {
    keys.push(request.headers.get('Idempotency-Key'));
    return Promise.resolve().then(() => (answers.shift() ?? noNetwork)());
  };
  return { keys, send };
}

describe('withSubmitKey', () => {
  it('gives each submit that was answered a key of its own', async () => {
    const { keys, send } = server(
      () => json(201),
      () => json(409, { code: 'slug_taken' }),
      () => json(201),
    );
    for (let n = 0; n < 3; n++) await withSubmitKey(post({ n: 1 }), send, [0]);
    expect(new Set(keys).size).toBe(3);
    expect(keys.every((key) => /^[0-9a-f]{32}$/.test(key ?? ''))).toBe(true);
  });

  it.each([
    ['no network', noNetwork],
    ['an outage', () => json(503)],
    ['a request that is still under way', inFlight],
  ])('tries again with the same key after %s', async (_what, failure) => {
    const { keys, send } = server(failure, () => json(201));
    expect((await withSubmitKey(post({ a: failure.toString() }), send, [0, 0])).status).toBe(201);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  it('keeps the key for the person who presses again', async () => {
    const { keys, send } = server(
      noNetwork,
      noNetwork,
      () => json(201),
      () => json(201),
    );
    await expect(withSubmitKey(post({ again: 1 }), send, [0])).rejects.toThrow('no network');
    await withSubmitKey(post({ again: 1 }), send, [0]);
    expect(new Set(keys).size).toBe(1);
    await withSubmitKey(post({ again: 1 }), send, [0]);
    expect(new Set(keys).size).toBe(2);
  });

  it('is another submit with another body', async () => {
    const { keys, send } = server(noNetwork, () => json(201));
    await expect(withSubmitKey(post({ other: 1 }), send, [])).rejects.toThrow();
    await withSubmitKey(post({ other: 2 }), send, []);
    expect(new Set(keys).size).toBe(2);
  });

  it('shares the key of a double click', async () => {
    const { keys, send } = server(
      () => json(201),
      () => json(201),
    );
    await Promise.all([withSubmitKey(post({ twice: 1 }), send), withSubmitKey(post({ twice: 1 }), send)]);
    expect(new Set(keys).size).toBe(1);
  });

  it.each([
    ['a read', new Request('http://localhost/api/v1/me')],
    ['a sign-in', post({}, '/api/v1/auth/login')],
  ])('leaves %s alone', async (_what, request) => {
    const { keys, send } = server(() => json(200));
    await withSubmitKey(request, send);
    expect(keys).toEqual([null]);
  });
});
