import { useEffect, useEffectEvent, useReducer, useState } from 'react';
import { followStream, type StreamState } from '../../../shared/api/event-stream.js';
import { tailLogs } from '../../../shared/api/generated/sdk.gen.js';
import type { LogEntryResponse } from '../../../shared/api/generated/types.gen.js';
import type { LogFilter } from '../model/log-search.js';
import { EMPTY_TAIL, tailReducer, type TailAction, type TailBuffer } from '../model/tail-buffer.js';

type TailEvent = LogEntryResponse | { dropped: number };
export type Tail = { buffer: TailBuffer; state: StreamState; dispatch: (action: TailAction) => void };
type Options = { isOn: boolean; onStart: () => void };

const PAINT_MS = 150; // a flood of lines is drawn a few times a second, not once per line

/**
 * Follows new lines while `isOn`. `onStart` is called when the stream stands and nothing came yet: that is the moment
 * to read the stored lines, so that none falls between the two. A lost connection resumes where it was.
 */
export function useTail(org: string, filter: LogFilter, { isOn, onStart }: Options): Tail {
  const [buffer, dispatch] = useReducer(
    (before: TailBuffer, action: TailAction) => tailReducer(before, action),
    EMPTY_TAIL,
  );
  const [state, setState] = useState<StreamState>('connecting');
  const start = useEffectEvent(onStart);
  const key = JSON.stringify(filter);
  useEffect(() => {
    if (!isOn) return;
    const stop = follow(org, JSON.parse(key) as LogFilter, { dispatch, setState, start });
    return () => {
      stop();
      dispatch({ type: 'clear' });
    };
  }, [org, key, isOn]);
  return { buffer, state, dispatch };
}

type Follower = { dispatch: (action: TailAction) => void; setState: (state: StreamState) => void; start: () => void };

function follow(org: string, filter: LogFilter, { dispatch, setState, start }: Follower): () => void {
  const { deploymentId, traceId, ...query } = filter;
  const controller = new AbortController();
  let entries: LogEntryResponse[] = [];
  let dropped = 0;
  let isEmpty = true;
  let before: StreamState = 'connecting';
  const isWanted = (entry: LogEntryResponse) =>
    (!deploymentId || entry.deploymentId === deploymentId) && (!traceId || entry.traceId === traceId);
  const onData = (event: TailEvent) => {
    if ('dropped' in event) dropped += event.dropped;
    else if (isWanted(event)) entries.push(event);
    isEmpty = false;
  };
  const onState = (state: StreamState) => {
    if (state === 'live' && before !== 'live' && isEmpty) start();
    before = state;
    setState(state);
  };
  const paint = setInterval(() => {
    if (entries.length === 0 && dropped === 0) return;
    dispatch({ type: 'receive', entries, dropped });
    [entries, dropped] = [[], 0];
  }, PAINT_MS);
  void followStream<TailEvent>(
    (options) => tailLogs({ path: { org }, query, ...options }),
    { onData, onState },
    controller.signal,
  );
  return () => {
    clearInterval(paint);
    controller.abort();
  };
}
