import { type AnswerFacts, defaultHeaders, owedHeaders } from './owed-headers.js';

const security = { 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer' };
const plain: AnswerFacts = { status: 200, consumptions: null, isRequestRead: true, headers: {} };

const owed = (facts: AnswerFacts): Record<string, string> => {
  const list = owedHeaders(defaultHeaders(security), facts);
  const names = list.filter((_, index) => index % 2 === 0);
  expect(new Set(names).size).toBe(names.length);
  return Object.fromEntries(names.map((name, index) => [name, list[index * 2 + 1] ?? '']));
};

describe('owedHeaders', () => {
  it('locks down what says nothing itself', () => {
    expect(owed(plain)).toEqual({
      ...security,
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'cache-control': 'no-store',
    });
  });

  it('leaves what the answer says about itself', () => {
    const headers = { 'content-security-policy': 'x', 'cache-control': 'private', 'referrer-policy': 'origin' };
    expect(owed({ ...plain, headers })).toEqual({ 'x-frame-options': 'DENY' });
  });

  it('tells how much of the limit is left', () => {
    const used = { name: 'api', limit: 10, windowSeconds: 60, allowed: true, remaining: 4, resetMs: 1_500 };
    expect(owed({ ...plain, consumptions: [used] })).toMatchObject({ ratelimit: '"api";r=4;t=2' });
  });

  it('gives up a connection whose request was not read', () => {
    expect(owed({ ...plain, isRequestRead: false })['connection']).toBe('close');
  });

  it('asks for a credential', () => {
    expect(owed({ ...plain, status: 401 })['www-authenticate']).toBe('Bearer');
  });
});
