import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { recordOf, textOf } from './reports/bounded-text.js';

/** What cosign writes into the payload that it signs (its SIGNATURE_SPEC: simple signing). */
const TYPE = 'cosign container image signature';
const PEM = /^-----BEGIN PUBLIC KEY-----[\sA-Za-z0-9+/=]+-----END PUBLIC KEY-----\s*$/;

export interface VerifyingKey {
  id: string;
  name: string;
  publicKey: string;
  fingerprint: string;
}

export interface SignedPayload {
  /** The bytes that were signed: JSON. */
  payload: Buffer;
  /** ASN.1, as `cosign sign` makes it. */
  signature: Buffer;
}

/** `reference`: the image as its signer called it, where the payload says so. */
export type Verdict = { key: VerifyingKey; reference: string | null } | { problem: string };

/** A public ECDSA key of the curve P-256, as `cosign generate-key-pair` makes it; undefined for anything else. */
export function p256Key(pem: string): KeyObject | undefined {
  if (!PEM.test(pem)) return undefined; // a private key holds its public one, and must not be kept
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : undefined;
  } catch {
    return undefined;
  }
}

/** Whether one of the keys has signed that the payload speaks of, and that is the digest at hand. */
export function verdictOn(
  { payload, signature }: SignedPayload,
  digest: string,
  keys: readonly VerifyingKey[],
): Verdict {
  const critical = recordOf(recordOf(parsed(payload))['critical']);
  if (critical['type'] !== TYPE) return { problem: `The payload is no ${TYPE}.` };
  const signed = textOf(recordOf(critical['image'])['docker-manifest-digest'], 100);
  if (signed !== digest) return { problem: `The payload speaks of ${signed || 'no digest'}, and not of ${digest}.` };
  const key = keys.find((one) => isSignedBy(one, payload, signature));
  if (!key) return { problem: 'The signature is of none of the registered keys.' };
  return { key, reference: textOf(recordOf(critical['identity'])['docker-reference'], 300) || null };
}

function isSignedBy({ publicKey }: VerifyingKey, payload: Buffer, signature: Buffer): boolean {
  const key = p256Key(publicKey);
  if (!key) return false;
  try {
    return verify('sha256', payload, { key, dsaEncoding: 'der' }, signature);
  } catch {
    return false;
  }
}

function parsed(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8'));
  } catch {
    return undefined;
  }
}
