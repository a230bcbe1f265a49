import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { p256Key, verdictOn, type VerifyingKey } from './cosign-signature.js';

const DIGEST = `sha256:${'ab'.repeat(32)}`;
const OTHER = `sha256:${'cd'.repeat(32)}`;
const pair = (namedCurve = 'P-256'): { publicKey: KeyObject; privateKey: KeyObject } =>
  generateKeyPairSync('ec', { namedCurve });
const pem = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString();
const [ours, another] = [pair(), pair()];
const key: VerifyingKey = { id: '1', name: 'release', publicKey: pem(ours.publicKey), fingerprint: 'f' };
const other: VerifyingKey = { ...key, id: '2', name: 'other', publicKey: pem(another.publicKey) };

const critical = (digest: string): object => ({
  identity: { 'docker-reference': 'registry.example/app' },
  image: { 'docker-manifest-digest': digest },
  type: 'cosign container image signature',
});
const payloadOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const PAYLOAD = payloadOf({ critical: critical(DIGEST), optional: { creator: 'ci' } });
const signed = (payload: Buffer, by = ours.privateKey): { payload: Buffer; signature: Buffer } => ({
  payload,
  signature: sign('sha256', payload, by),
});

describe('a signature as cosign makes it', () => {
  it('is right under the key that made it, whichever others there are', () =>
    expect(verdictOn(signed(PAYLOAD), DIGEST, [other, key])).toEqual({ key, reference: 'registry.example/app' }));

  it.each<[string, { payload: Buffer; signature: Buffer }, string]>([
    ['of another key', signed(PAYLOAD, another.privateKey), 'none of the registered keys'],
    [
      'of another payload',
      { ...signed(PAYLOAD), payload: Buffer.concat([PAYLOAD, Buffer.from(' ')]) },
      'none of the registered',
    ],
    ['of no form', { payload: PAYLOAD, signature: Buffer.from('hello') }, 'none of the registered keys'],
    ['of nothing', { payload: PAYLOAD, signature: Buffer.alloc(0) }, 'none of the registered keys'],
    [
      'with r and s side by side',
      { payload: PAYLOAD, signature: sign('sha256', PAYLOAD, { key: ours.privateKey, dsaEncoding: 'ieee-p1363' }) },
      'none of the registered keys',
    ],
    ['of another digest', signed(payloadOf({ critical: critical(OTHER) })), `speaks of ${OTHER}`],
    ['of no digest', signed(payloadOf({ critical: { ...critical(DIGEST), image: {} } })), 'speaks of no digest'],
    [
      'of another type',
      signed(payloadOf({ critical: { ...critical(DIGEST), type: 'atomic container signature' } })),
      'is no cosign',
    ],
    ['of no JSON', signed(Buffer.from('{')), 'is no cosign'],
    ['of null', signed(payloadOf(null)), 'is no cosign'],
  ])('%s is wrong', (_what, given, problem) =>
    expect(verdictOn(given, DIGEST, [key])).toEqual({ problem: expect.stringContaining(problem) as string }),
  );

  it('is wrong without keys', () => expect(verdictOn(signed(PAYLOAD), DIGEST, [])).toHaveProperty('problem'));
});

describe('p256Key', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 }).publicKey;
  it.each<[string, string, boolean]>([
    ['a public key of P-256', key.publicKey, true],
    ['one of another curve', pem(pair('P-384').publicKey), false],
    ['one of RSA', pem(rsa), false],
    ['a private key', ours.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), false],
    ['nonsense between the right lines', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----', false],
    ['nothing', '', false],
  ])('%s', (_what, text, isOne) => expect(p256Key(text) !== undefined).toBe(isOne));
});
