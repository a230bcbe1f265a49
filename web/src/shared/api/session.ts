import type { SessionResponse } from './generated/types.gen.js';

type Token = { value: string; expiresAtMs: number };

const EARLY_MS = 20_000; // refresh before the server's clock and ours disagree about the end
const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('throughline.session');

let token: Token | undefined;
let signedOutListener: () => void = () => undefined;

channel?.addEventListener('message', () => forget());

function forget(): void {
  if (!token) return;
  token = undefined;
  signedOutListener();
}

/** Keeps the access token in memory only: no storage that a script of another origin or a stolen disk could read. */
export function openSession(session: SessionResponse): void {
  token = { value: session.accessToken, expiresAtMs: Date.parse(session.expiresAt) };
}

/** Forgets the token here and in the other tabs of this browser. */
export function closeSession(): void {
  channel?.postMessage('signed-out');
  forget();
}

/** The access token, or undefined when there is none or it is about to end. */
export function freshToken(nowMs = Date.now()): string | undefined {
  return token && token.expiresAtMs - EARLY_MS > nowMs ? token.value : undefined;
}

/** One listener: the router, which sends the person to the sign-in page. */
export function onSignedOut(listener: () => void): void {
  signedOutListener = listener;
}
