import { decodeProtectedHeader } from 'jose';

/** The token with the id of another key in its header. */
export function forged(kid: string, token: string): string {
  const [, ...rest] = token.split('.');
  const changed = { ...decodeProtectedHeader(token), kid };
  return [Buffer.from(JSON.stringify(changed)).toString('base64url'), ...rest].join('.');
}
