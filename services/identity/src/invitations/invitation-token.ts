import { createHash, randomBytes } from 'node:crypto';

/** A new token of 256 bits: whoever holds it and signs in with the invited address becomes a member. */
export function newInvitationToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of it. A plain hash will do: 256 random bits cannot be guessed. */
export function hashInvitationToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
