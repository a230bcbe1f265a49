import { createHmac, createPublicKey } from 'node:crypto';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';

export interface Mint {
  privateKey: CryptoKey;
  kid: string;
  publicJwk: JWK;
  /** A payload that, signed, would be let in. */
  payload: JWTPayload;
  /** Where a verifier that follows addresses in a token would look for keys. */
  attackersUrl: string;
}

type Header = Record<string, unknown>;
type Sign = (header: Header, payload: Header) => Promise<string>;

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const nowS = (): number => Math.floor(Date.now() / 1_000);

/** A token as it should be, to show that the door is open at all. */
export function genuine(mint: Mint): Promise<string> {
  return signer(mint.privateKey)({ alg: 'EdDSA', typ: 'at+jwt', kid: mint.kid }, mint.payload);
}

/** Tokens that nobody may be let in with, by what is wrong with them. */
export async function forgeries(mint: Mint): Promise<[what: string, token: string][]> {
  const good = await genuine(mint);
  const all = {
    ...(await wronglySigned(mint)),
    ...withMacs(mint),
    ...(await wrongClaims(mint)),
    ...(await wrongHeaders(mint)),
    ...tampered(good, mint),
  };
  return Object.entries(all);
}

function signer(key: CryptoKey): Sign {
  return (header, payload) => new SignJWT(payload).setProtectedHeader({ alg: 'EdDSA', ...header }).sign(key);
}

async function wronglySigned({ kid, payload, attackersUrl }: Mint): Promise<Record<string, string>> {
  const other = await generateKeyPair('EdDSA', { extractable: true });
  const jwk = { ...(await exportJWK(other.publicKey)), alg: 'EdDSA', use: 'sig', kid };
  const sign = signer(other.privateKey);
  const base = { typ: 'at+jwt', kid };
  return {
    'another key under our kid': await sign(base, payload),
    'another key without a kid': await sign({ typ: 'at+jwt' }, payload),
    'another key, brought along as jwk': await sign({ ...base, jwk }, payload),
    'another key, by jku': await sign({ ...base, jku: attackersUrl }, payload),
    'another key, by jku and its own kid': await sign({ ...base, kid: 'theirs', jku: attackersUrl }, payload),
    'another key, by x5u': await sign({ ...base, x5u: attackersUrl }, payload),
    'a kid that climbs directories': await sign({ ...base, kid: '../../../../dev/null' }, payload),
    'a kid that is an address': await sign({ ...base, kid: attackersUrl }, payload),
    'a kid with SQL in it': await sign({ ...base, kid: `' OR 1=1 --` }, payload),
    'a kid named after a prototype': await sign({ ...base, kid: '__proto__' }, payload),
    'an unknown kid': await sign({ ...base, kid: 'unknown' }, payload),
  };
}

/** The public key, in every form it is known in, as a secret. */
function withMacs({ publicJwk, kid, payload }: Mint): Record<string, string> {
  const mac = (alg: string, secret: Buffer | string): string => {
    const body = `${encode({ alg, typ: 'at+jwt', kid })}.${encode(payload)}`;
    return `${body}.${createHmac(`sha${alg.slice(2)}`, secret)
      .update(body)
      .digest('base64url')}`;
  };
  const pem = createPublicKey({ key: publicJwk as never, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
  const unsigned = (alg: unknown): string => `${encode({ alg, typ: 'at+jwt', kid })}.${encode(payload)}.`;
  return {
    'HS256 with the public key': mac('HS256', Buffer.from(publicJwk.x ?? '', 'base64url')),
    'HS512 with the public key': mac('HS512', Buffer.from(publicJwk.x ?? '', 'base64url')),
    'HS256 with the public key as PEM': mac('HS256', pem as string),
    'HS256 with the public key as JWK': mac('HS256', JSON.stringify(publicJwk)),
    'HS256 with an empty key': mac('HS256', ''),
    'alg none': unsigned('none'),
    'alg NoNe': unsigned('NoNe'),
    'alg null': unsigned(null),
    'no alg': `${encode({ typ: 'at+jwt', kid })}.${encode(payload)}.`,
  };
}

async function wrongClaims({ privateKey, kid, payload }: Mint): Promise<Record<string, string>> {
  const sign = (change: Header): Promise<string> =>
    signer(privateKey)({ typ: 'at+jwt', kid }, { ...payload, ...change });
  return {
    'the audience of another': await sign({ aud: 'somebody-else' }),
    'an audience that begins alike': await sign({ aud: `${String(payload.aud)}2` }),
    'no audience': await sign({ aud: undefined }),
    'another issuer': await sign({ iss: 'https://evil.example' }),
    'no issuer': await sign({ iss: undefined }),
    'expired an hour ago': await sign({ iat: nowS() - 4_200, exp: nowS() - 3_600 }),
    'no expiry': await sign({ exp: undefined }),
    'an expiry that is no number': await sign({ exp: '9999999999' }),
    'valid from tomorrow': await sign({ nbf: nowS() + 86_400 }),
    'no subject': await sign({ sub: undefined }),
    'a subject that is no text': await sign({ sub: 7 }),
  };
}

async function wrongHeaders({ privateKey, kid, payload }: Mint): Promise<Record<string, string>> {
  const sign = (header: Header): Promise<string> => signer(privateKey)({ typ: 'at+jwt', kid, ...header }, payload);
  return {
    'type JWT': await sign({ typ: 'JWT' }),
    'no type': await sign({ typ: undefined }),
    'another type': await sign({ typ: 'refresh+jwt' }),
  };
}

function tampered(good: string, { payload, kid }: Mint): Record<string, string> {
  const [header = '', body = '', signature = ''] = good.split('.');
  const flipped = Buffer.from(signature, 'base64url');
  flipped[10] = (flipped[10] ?? 0) ^ 1;
  const tomorrow = encode({ ...payload, exp: nowS() + 86_400 });
  return {
    'a longer life under the old signature': [header, tomorrow, signature].join('.'),
    'another header over the old signature': [encode({ alg: 'EdDSA', typ: 'at+jwt', kid, x: 1 }), body, signature].join(
      '.',
    ),
    'RS256 in the header': [encode({ alg: 'RS256', typ: 'at+jwt', kid }), body, signature].join('.'),
    'ES256 in the header': [encode({ alg: 'ES256', typ: 'at+jwt', kid }), body, signature].join('.'),
    'an unknown critical header': [
      encode({ alg: 'EdDSA', typ: 'at+jwt', kid, crit: ['x'], x: 1 }),
      body,
      signature,
    ].join('.'),
    'a flipped bit': [header, body, flipped.toString('base64url')].join('.'),
    'a signature of zeroes': [header, body, Buffer.alloc(64).toString('base64url')].join('.'),
    'half a signature': [header, body, signature.slice(0, 43)].join('.'),
    'an empty signature': `${header}.${body}.`,
    'no signature': `${header}.${body}`,
    'a fourth part': `${good}.${signature}`,
    'five parts': `${header}..${body}.${signature}.`,
    'the header alone': header,
    'two dots': '..',
    'a header that is no JSON': [Buffer.from('alg').toString('base64url'), body, signature].join('.'),
  };
}
