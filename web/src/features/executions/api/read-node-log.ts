import { followStream } from '../../../shared/api/event-stream.js';
import { getNodeLog, streamNodeLog } from '../../../shared/api/generated/sdk.gen.js';
import type { NodeLogLineResponse, NodeLogResponse } from '../../../shared/api/generated/types.gen.js';

export type LogAddress = { org: string; executionId: string; nodeKey: string };
export type LogReader = {
  onLines: (lines: readonly NodeLogLineResponse[]) => void;
  onLive: (isConnected: boolean) => void;
  onTruncated: () => void;
  onRemoved: () => void;
};

const PAGE = 2000;

/**
 * Reads a node's log from its first line to its last: pages for what exists, then the stream. Every line is given once
 * and in order, also over a reconnect. Resolves at the end of the log or when `signal` aborts; rejects when the first
 * read is refused.
 */
export async function readNodeLog(path: LogAddress, reader: LogReader, signal: AbortSignal): Promise<void> {
  let next = 1;
  const readPage = async (): Promise<NodeLogResponse> => {
    const { data: page } = await getNodeLog({ path, query: { fromLine: next, limit: PAGE }, signal });
    take(page.lines);
    if (page.truncated) reader.onTruncated();
    if (page.removed) reader.onRemoved();
    return page;
  };
  const take = (lines: readonly NodeLogLineResponse[]) => {
    const fresh = lines.filter(({ line }) => line >= next);
    next = (fresh.at(-1)?.line ?? next - 1) + 1;
    if (fresh.length > 0) reader.onLines(fresh);
  };
  let page = await readPage();
  while (!page.complete && page.lines.length === PAGE) page = await readPage();
  if (page.complete || signal.aborted) return;
  await followToEnd(
    path,
    { ...reader, onLines: take },
    { signal, from: () => next, isComplete: async () => (await readPage()).complete },
  );
}

type Following = { signal: AbortSignal; from: () => number; isComplete: () => Promise<boolean> };

/** The server ends the stream with the node, which looks like a lost connection; so each repeat first asks which it is. */
async function followToEnd(
  path: LogAddress,
  reader: LogReader,
  { signal, from, isComplete }: Following,
): Promise<void> {
  const ended = new AbortController();
  let tries = 0;
  const onConnect = () => {
    if (tries++ === 0) return;
    isComplete().then(
      (isOver) => isOver && ended.abort(),
      () => undefined,
    );
  };
  await followStream<NodeLogLineResponse>(
    (options) => streamNodeLog({ path, query: { fromLine: from() }, ...options }),
    { onData: (line) => reader.onLines([line]), onState: (state) => reader.onLive(state === 'live'), onConnect },
    AbortSignal.any([signal, ended.signal]),
  );
}
