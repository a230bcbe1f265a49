import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { followStream, type StreamState } from '../../../shared/api/event-stream.js';
import { live } from '../../../shared/api/generated/sdk.gen.js';
import type { LiveHint } from '../../../shared/api/generated/types.gen.js';
import { touchedByAny } from '../../../shared/api/live-hints.js';

const BATCH_MS = 250; // a finishing run sends many hints at once; one refetch serves them all

/** Follows the organization's hints and refetches what they touch. Returns the state of the connection. */
export function useLiveUpdates(org: string): StreamState {
  const queryClient = useQueryClient();
  const [state, setState] = useState<StreamState>('connecting');
  useEffect(() => {
    const closing = new AbortController();
    let hints: LiveHint[] = [];
    let isReturning = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      timer = undefined;
      const batch = hints.splice(0);
      void queryClient.invalidateQueries({ predicate: touchedByAny(batch) });
    };
    const onState = (next: StreamState) => {
      // What was said while nobody listened is lost; everything on screen is asked for again.
      if (next === 'live' && isReturning) void queryClient.invalidateQueries();
      isReturning = next === 'retrying' || (isReturning && next !== 'live');
      setState(next);
    };
    const onData = (hint: LiveHint) => {
      hints.push(hint);
      timer ??= setTimeout(flush, BATCH_MS);
    };
    void followStream((options) => live({ path: { org }, ...options }), { onData, onState }, closing.signal);
    return () => {
      closing.abort();
      clearTimeout(timer);
      hints = [];
    };
  }, [org, queryClient]);
  return state;
}
