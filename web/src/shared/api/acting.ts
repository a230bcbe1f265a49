import { useSyncExternalStore } from 'react';

/** An impersonation that this tab acts behind: who as whom, in which organization, until when. */
export type Acting = {
  accessToken: string;
  orgSlug: string;
  actorName: string;
  userName: string;
  expiresAtMs: number;
};

/** Why it is over: the person stopped it, or the server or the clock did. */
export type ActingEnd = 'stopped' | 'over';

const listeners = new Set<() => void>();
let acting: Acting | undefined;
let endListener: (reason: ActingEnd) => void = () => undefined;

function change(next: Acting | undefined): void {
  acting = next;
  listeners.forEach((listener) => listener());
}

/** Sends every request behind the impersonation from now on. In memory only, like the session: a reload is the way out. */
export function beginActing(next: Acting): void {
  change(next);
}

/** Back to the person's own session. */
export function endActing(reason: ActingEnd): void {
  if (!acting) return;
  change(undefined);
  endListener(reason);
}

/** The token to send; undefined when nobody is impersonated. Ends an impersonation whose time is up. */
export function actingToken(nowMs = Date.now()): string | undefined {
  if (acting && acting.expiresAtMs <= nowMs) endActing('over');
  return acting?.accessToken;
}

/** One listener: the app, which goes back to the console. */
export function onActingEnded(listener: (reason: ActingEnd) => void): void {
  endListener = listener;
}

/** The impersonation of this tab, for the banner. */
export function useActing(): Acting | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => acting,
  );
}
