import { useEffect, useState } from 'react';
import type { NodeLogLineResponse } from '../../../shared/api/generated/types.gen.js';
import { readNodeLog } from './read-node-log.js';

export type NodeLog = {
  lines: readonly NodeLogLineResponse[];
  state: 'loading' | 'live' | 'reconnecting' | 'complete' | 'failed';
  isTruncated: boolean;
  /** The organization does not keep lines as old as these. */
  isRemoved: boolean;
  error: unknown;
};

const START: NodeLog = { lines: [], state: 'loading', isTruncated: false, isRemoved: false, error: undefined };

/** Collects what arrives and hands it over once per frame: a chatty node must not render line by line. */
function collector(apply: (change: (log: NodeLog) => NodeLog) => void) {
  let waiting: NodeLogLineResponse[] = [];
  let frame = 0;
  const flush = () => {
    frame = 0;
    const lines = waiting;
    waiting = [];
    if (lines.length > 0) apply((log) => ({ ...log, lines: log.lines.concat(lines) }));
  };
  const add = (lines: readonly NodeLogLineResponse[]) => {
    waiting.push(...lines);
    frame ||= requestAnimationFrame(flush);
  };
  return { add, flush, stop: () => cancelAnimationFrame(frame) };
}

/** The whole log of a node, growing while it runs. Mount anew (`key`) for another node or attempt. */
export function useNodeLog(org: string, executionId: string, nodeKey: string): NodeLog & { retry: () => void } {
  const [log, setLog] = useState(START);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const reading = new AbortController();
    const apply = (change: (before: NodeLog) => NodeLog) => !reading.signal.aborted && setLog(change);
    const lines = collector(apply);
    const end = (state: 'complete' | 'failed', error?: unknown) => {
      lines.flush();
      apply((before) => ({ ...before, state, error }));
    };
    const reader = {
      onLines: lines.add,
      onLive: (isLive: boolean) => apply((before) => ({ ...before, state: isLive ? 'live' : 'reconnecting' })),
      onTruncated: () => apply((before) => ({ ...before, isTruncated: true })),
      onRemoved: () => apply((before) => ({ ...before, isRemoved: true })),
    };
    readNodeLog({ org, executionId, nodeKey }, reader, reading.signal).then(
      () => end('complete'),
      (error: unknown) => end('failed', error),
    );
    return () => {
      reading.abort();
      lines.stop();
    };
  }, [org, executionId, nodeKey, tries]);
  const retry = () => {
    setLog(START);
    setTries((count) => count + 1);
  };
  return { ...log, retry };
}
