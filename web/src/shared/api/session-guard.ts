import type { QueryClient } from '@tanstack/react-query';
import { getMeQueryKey } from './generated/@tanstack/react-query.gen.js';
import type { SessionResponse } from './generated/types.gen.js';
import { refreshSession } from './http-client.js';
import { ProblemError } from './problem-error.js';
import { freshToken, openSession } from './session.js';

/** Keeps the token, and the person it belongs to, from any answer that opens a session. */
export function acceptSession(queryClient: QueryClient, session: SessionResponse): void {
  openSession(session);
  queryClient.setQueryData(getMeQueryKey(), session.user);
}

/** Whether somebody is signed in, silently renewing the session from its cookie. Outages are thrown, not a "no". */
export async function hasSession(queryClient: QueryClient): Promise<boolean> {
  if (freshToken()) return true;
  try {
    acceptSession(queryClient, await refreshSession());
    return true;
  } catch (error) {
    if (error instanceof ProblemError && error.status === 401) return false;
    throw error;
  }
}
