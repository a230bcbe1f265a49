import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign, verify } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import type { MicroCase } from './micro-case.ts';

interface Algorithm {
  name: string;
  signKey: KeyObject | Uint8Array;
  verifyKey: KeyObject | Uint8Array;
}

const CLAIMS = { sid: '0199a8c2-5b1e-7c3a-9a54-2f0d7e6b1c11', sub: '0199a8c2-5b1e-7c3a-9a54-2f0d7e6b1c12' };
/** What the installation signs with. */
const OURS = 'EdDSA';

/** Signing and verifying a token with jose, as the services do, for each algorithm; and Ed25519 without jose as limit. */
export async function tokenCases(): Promise<MicroCase[]> {
  const cases = await Promise.all(algorithms().map(casesOf));
  return [...cases.flat(), ...bareEd25519()];
}

function algorithms(): Algorithm[] {
  const secret = randomBytes(32);
  const pair = ({ privateKey, publicKey }: { privateKey: KeyObject; publicKey: KeyObject }) => {
    return { signKey: privateKey, verifyKey: publicKey };
  };
  return [
    { name: 'HS256', signKey: secret, verifyKey: secret },
    { name: 'RS256', ...pair(generateKeyPairSync('rsa', { modulusLength: 2_048 })) },
    { name: 'ES256', ...pair(generateKeyPairSync('ec', { namedCurve: 'P-256' })) },
    { name: OURS, ...pair(generateKeyPairSync('ed25519')) },
  ];
}

async function casesOf({ name, signKey, verifyKey }: Algorithm): Promise<MicroCase[]> {
  const make = (): Promise<string> =>
    new SignJWT(CLAIMS).setProtectedHeader({ alg: name }).setIssuedAt().setExpirationTime('1h').sign(signKey);
  const read = (token: string): Promise<unknown> => jwtVerify(token, verifyKey, { algorithms: [name] });
  const token = await make();
  const check = async (): Promise<boolean> => (await accepts(read, token)) && !(await accepts(read, tampered(token)));
  const kind = name === OURS ? 'ours' : 'peer';
  return [
    { id: `sign/${name}`, kind, run: make, check },
    { id: `verify/${name}`, kind, run: () => read(token), check },
  ];
}

function bareEd25519(): MicroCase[] {
  const { privateKey } = generateKeyPairSync('ed25519');
  const publicKey = createPublicKey(privateKey);
  const text = Buffer.from(tampered(Buffer.alloc(300, 'x').toString('base64url')));
  const signature = sign(null, text, privateKey);
  const isRight = (): boolean => verify(null, text, publicKey, signature);
  return [
    {
      id: 'verify/bare-ed25519',
      kind: 'limit',
      run: isRight,
      check: () => Promise.resolve(isRight() && !verify(null, text.subarray(1), publicKey, signature)),
    },
  ];
}

async function accepts(read: (token: string) => Promise<unknown>, token: string): Promise<boolean> {
  return read(token).then(
    () => true,
    () => false,
  );
}

/** The same token with another signature. */
function tampered(token: string): string {
  const at = token.length - 20;
  return token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
}
