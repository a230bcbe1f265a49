import { hash } from 'node:crypto';

/** What a caller proves itself with. */
export interface Credential {
  text: string;
  /** Stands for the text and does not tell it. */
  name: string;
}

const BEARER = /^Bearer ([\x21-\x7e]{1,4096})$/i;

/** The credential of an `Authorization: Bearer` header; undefined when there is none or it is of another kind. */
export function bearerOf(authorization: string | undefined): Credential | undefined {
  const text = authorization === undefined ? undefined : BEARER.exec(authorization)?.[1];
  return text === undefined ? undefined : { text, name: fingerprint(text) };
}

function fingerprint(text: string): string {
  return hash('sha256', text, 'base64url');
}
