import { compactDecrypt, CompactEncrypt, decodeProtectedHeader } from 'jose';

/**
 * How a key is applied. `wrap` (A256GCMKW): a fresh key for each text, wrapped by the given one; what a key-encryption
 * key does. `direct`: the text under the key itself, with a random nonce; what a data key does.
 */
export type Use = 'wrap' | 'direct';

export interface SealingKey {
  id: string;
  bytes: Uint8Array;
}

const ALGORITHM: Record<Use, string> = { wrap: 'A256GCMKW', direct: 'dir' };

/** A compact JWE (A256GCM) whose authenticated header names the key and what the text belongs to. */
export function sealText(key: SealingKey, use: Use, owner: string, text: string): Promise<string> {
  return new CompactEncrypt(Buffer.from(text, 'utf8'))
    .setProtectedHeader({ alg: ALGORITHM[use], enc: 'A256GCM', kid: key.id, own: owner })
    .encrypt(key.bytes);
}

/** The text, or undefined when it was altered, moved to another owner, or sealed under another key. */
export async function openText(key: SealingKey, use: Use, owner: string, sealed: string): Promise<string | undefined> {
  const opened = await compactDecrypt(sealed, key.bytes, {
    keyManagementAlgorithms: [ALGORITHM[use]],
    contentEncryptionAlgorithms: ['A256GCM'],
  }).catch(() => undefined);
  if (!opened || opened.protectedHeader['own'] !== owner || opened.protectedHeader.kid !== key.id) return undefined;
  return Buffer.from(opened.plaintext).toString('utf8');
}

/** The id of the key that a sealed text claims to be under; undefined when it is no sealed text. */
export function keyIdOf(sealed: string): string | undefined {
  try {
    return decodeProtectedHeader(sealed).kid;
  } catch {
    return undefined;
  }
}

/**
 * How every text sealed directly under the key begins: its header up to the key's id. A whole number of base64 groups,
 * as the id is a UUID, so that a query can tell such texts from others.
 */
export function sealedPrefix(keyId: string): string {
  return Buffer.from(`{"alg":"dir","enc":"A256GCM","kid":"${keyId}`).toString('base64url');
}
