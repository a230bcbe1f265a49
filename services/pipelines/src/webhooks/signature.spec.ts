import { createHmac } from 'node:crypto';
import { isSigned, isToken } from './signature.js';

const body = Buffer.from('{"ref":"refs/heads/main", "after":"é"}');
const hex = (secret: string, bytes: Buffer | string = body, algorithm = 'sha256'): string =>
  createHmac(algorithm, secret).update(bytes).digest('hex');

describe('isSigned', () => {
  it.each([
    ['the right signature', `sha256=${hex('s')}`, true],
    ['a secret that is being rolled', `sha256=${hex('old')}`, true],
    ['no header', undefined, false],
    ['an empty header', '', false],
    ['another secret', `sha256=${hex('x')}`, false],
    ['an empty secret', `sha256=${hex('')}`, false],
    ['a short one', `sha256=${hex('s').slice(0, 63)}`, false],
    ['a long one', `sha256=${hex('s')}0`, false],
    ['upper case', `sha256=${hex('s').toUpperCase()}`, false],
    ['no prefix', hex('s'), false],
    ['SHA-1', `sha1=${hex('s', body, 'sha1')}`, false],
    ['SHA-1 padded to length', `sha256=${hex('s', body, 'sha1').padEnd(64, '0')}`, false],
    ['a re-serialised body', `sha256=${hex('s', JSON.stringify(JSON.parse(body.toString())))}`, false],
    ['letters outside ASCII', `sha256=${'é'.repeat(64)}`, false],
  ])('%s: %#', (_what, header, expected) => expect(isSigned(header, body, ['s', 'old'])).toBe(expected));

  it('is false without a secret', () => expect(isSigned(`sha256=${hex('')}`, body, [])).toBe(false));
});

describe('isToken', () => {
  it.each<[string | undefined, string[], boolean]>([
    ['secret', ['secret'], true],
    ['secret', ['other', 'secret'], true],
    ['secre', ['secret'], false],
    ['', [], false],
    ['', ['secret'], false],
    [undefined, ['secret'], false],
  ])('%s of %j: %s', (header, secrets, is) => expect(isToken(header, secrets)).toBe(is));
});
