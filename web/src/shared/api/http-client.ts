import { actingToken, endActing } from './acting.js';
import type { SessionResponse } from './generated/types.gen.js';
import { ProblemError, toProblemError } from './problem-error.js';
import { withSubmitKey } from './submit-key.js';
import { closeSession, freshToken, openSession } from './session.js';

const PUBLIC = /^\/api\/v1\/(auth|mail)(\/|$)/;
let pending: Promise<SessionResponse> | undefined;

async function requestRefresh(): Promise<SessionResponse> {
  // The header a foreign site cannot set without a preflight: it is what makes the cookie safe to act on.
  const init: RequestInit = { method: 'POST', credentials: 'same-origin', headers: { 'X-Throughline-Csrf': '1' } };
  const response = await fetch('/api/v1/auth/refresh', init).catch((error: unknown) =>
    Promise.reject(toProblemError(error)),
  );
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw toProblemError(body, response);
  const session = body as SessionResponse;
  openSession(session);
  return session;
}

/**
 * Trades the refresh cookie for a new access token. Calls share one request in this tab and take turns across tabs,
 * because the cookie rotates and a second use of the old one would end the session.
 */
export function refreshSession(): Promise<SessionResponse> {
  const locked = () =>
    navigator.locks ? navigator.locks.request('throughline.refresh', requestRefresh) : requestRefresh();
  pending ??= locked().finally(() => (pending = undefined));
  return pending;
}

async function refreshedToken(): Promise<string | undefined> {
  try {
    return (await refreshSession()).accessToken;
  } catch (error) {
    if (error instanceof ProblemError && error.status !== 401) throw error;
    closeSession();
    return undefined;
  }
}

/** Behind an impersonation nothing is renewed: a refusal is its end, and never a try under the person's own name. */
async function sendActing(send: (token: string) => Promise<Response>, token: string): Promise<Response> {
  const response = await send(token);
  if (response.status === 401) endActing('over');
  return response;
}

/**
 * The fetch of the generated client: adds the token, refreshes it silently, repeats a refused request once, and sends a
 * submit again with its key when no answer came.
 */
export function sessionFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  return withSubmitKey(new Request(input, init), fetchWithToken);
}

async function fetchWithToken(request: Request): Promise<Response> {
  if (PUBLIC.test(new URL(request.url).pathname)) return fetch(request);
  const send = (token: string | undefined) => {
    const attempt = request.clone();
    if (token) attempt.headers.set('Authorization', `Bearer ${token}`);
    return fetch(attempt);
  };
  const acting = actingToken();
  if (acting) return sendActing(send, acting);
  const held = freshToken();
  const response = await send(held ?? (await refreshedToken()));
  if (response.status !== 401 || !held) return response;
  const renewed = await refreshedToken();
  return renewed ? send(renewed) : response;
}
