import { hash } from 'node:crypto';

const BEARER = /^Bearer ([\x21-\x7e]{1,4096})$/i;

/** The credential of an `Authorization: Bearer` header; undefined when there is none or it is of another kind. */
export function bearerOf(authorization: string | undefined): string | undefined {
  return BEARER.exec(authorization ?? '')?.[1];
}

/** A name for a credential that does not tell it. */
export function fingerprint(credential: string): string {
  return hash('sha256', credential, 'base64url');
}
