import { createHash, randomBytes } from 'node:crypto';

/** The shape of a token's text. */
export const ONE_TIME_TOKEN = /^[\w-]{43}$/;

/** A new token of 256 bits, for a link in a mail: whoever opens it has read the mail. */
export function newOneTimeToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of it. A plain hash will do: 256 random bits cannot be guessed. */
export function hashOneTimeToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
