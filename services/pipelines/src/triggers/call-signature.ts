import { createHash } from 'node:crypto';
import { isSigned } from '../webhooks/signature.js';

/** What a caller sends: when it was sent (Unix seconds, as text), the signature, and the bytes of the body. */
export interface Call {
  timestamp: string | undefined;
  signature: string | undefined;
  rawBody: Buffer;
}

/** So far from now a call may say that it was sent, in either direction. */
const WINDOW_S = 300;
const SECONDS = /^\d{1,12}$/;

/**
 * Whether a call is signed with one of the secrets: `sha256=` and the HMAC-SHA256, in hex, of its timestamp, a dot and its
 * body. The time is signed along, so that a call which somebody has seen cannot be made again later.
 */
export function isSignedCall({ timestamp, signature, rawBody }: Call, secrets: readonly string[]): boolean {
  return isSigned(signature, signedBytes(timestamp ?? '', rawBody), secrets);
}

/** Whether a call was sent just now. */
export function isFresh(timestamp: string | undefined, now: Date): boolean {
  if (timestamp === undefined || !SECONDS.test(timestamp)) return false;
  return Math.abs(now.getTime() / 1_000 - Number(timestamp)) <= WINDOW_S;
}

/** What a call is known by: two that say the same at the same second are one. */
export function callKey({ timestamp, rawBody }: Call): string {
  return createHash('sha256')
    .update(signedBytes(timestamp ?? '', rawBody))
    .digest('hex');
}

const signedBytes = (timestamp: string, rawBody: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${timestamp}.`, 'latin1'), rawBody]);
