import { createHmac } from 'node:crypto';
import { callKey, isFresh, isSignedCall } from './call-signature.js';

const rawBody = Buffer.from('{"a": 1}');
const sign = (text: string, secret = 'secret'): string =>
  `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`;
const now = new Date('2026-11-20T09:00:00Z');
const seconds = now.getTime() / 1_000;

describe('a signed call', () => {
  const timestamp = String(seconds);
  it.each<[string, string | undefined, string | undefined, boolean]>([
    ['as it should be', timestamp, sign(`${timestamp}.{"a": 1}`), true],
    ['over the body alone', timestamp, sign('{"a": 1}'), false],
    ['with another time', String(seconds + 1), sign(`${timestamp}.{"a": 1}`), false],
    ['without a time', undefined, sign(`${timestamp}.{"a": 1}`), false],
    ['with another secret', timestamp, sign(`${timestamp}.{"a": 1}`, 'other'), false],
    ['over another body', timestamp, sign(`${timestamp}.{"a":1}`), false],
    ['without a signature', timestamp, undefined, false],
  ])('%s', (_what, at, signature, is) =>
    expect(isSignedCall({ timestamp: at, signature, rawBody }, ['older', 'secret'])).toBe(is),
  );

  it.each<[string | undefined, boolean]>([
    [String(seconds), true],
    [String(seconds - 300), true],
    [String(seconds + 300), true],
    [String(seconds - 301), false],
    [String(seconds + 301), false],
    ['', false],
    [undefined, false],
    ['1e9', false],
    [`-${seconds}`, false],
  ])('sent at %s is fresh: %s', (at, is) => expect(isFresh(at, now)).toBe(is));

  it('is known by its time and its body', () => {
    const call = { timestamp, signature: undefined, rawBody };
    expect(callKey(call)).toBe(callKey({ ...call, signature: 'other' }));
    expect(callKey(call)).not.toBe(callKey({ ...call, timestamp: String(seconds + 1) }));
    expect(callKey(call)).not.toBe(callKey({ ...call, rawBody: Buffer.from('') }));
  });
});
