import { Injectable } from '@nestjs/common';
import { openSse, PgListener, type SseStream, waitForHint } from '@throughline/platform';
import { once } from 'node:events';
import type { EventEmitter } from 'node:events';
import { NODE_LOG_CHANNEL } from './node-log.repository.js';
import { type LogAddress, NodeLogsReader } from './node-logs.reader.js';

type Reply = Parameters<typeof openSse>[0];

const BATCH = 200;
const LOOK_EVERY_MS = 2_000;
/** Well below the point at which the platform drops a reader that is too slow. */
const PAUSE_ABOVE_BYTES = 512 * 1024;

/** A node's log as it grows: each line is an event whose id is the line, and the stream ends with the node. */
@Injectable()
export class NodeLogFollower {
  constructor(
    private readonly reader: NodeLogsReader,
    private readonly listener: PgListener,
  ) {}

  /** From `fromLine`, or after the line of the Last-Event-ID. Refuses like a page does, as long as nothing was sent. */
  async follow(address: LogAddress, fromLine: number, reply: Reply): Promise<void> {
    const seen = /^\d{1,9}$/.exec(String(reply.request.headers['last-event-id'] ?? ''))?.[0];
    const first = seen === undefined ? fromLine : Number(seen) + 1;
    let page = await this.reader.read(address, { fromLine: first, limit: BATCH });
    const hangUp = new AbortController();
    const stream = openSse(reply, () => hangUp.abort());
    while (!stream.closed) {
      await sendAll(stream, page.lines, reply.raw, hangUp.signal);
      if (page.complete) return stream.end();
      if (page.lines.length < BATCH) {
        const options = { limitMs: LOOK_EVERY_MS, signal: hangUp.signal, payload: page.nodeId };
        await waitForHint(this.listener, NODE_LOG_CHANNEL, options);
      }
      if (!stream.closed) page = await this.reader.read(address, { fromLine: page.nextLine, limit: BATCH });
    }
  }
}

async function sendAll(
  stream: SseStream,
  lines: readonly { line: number }[],
  raw: EventEmitter & { writableLength: number },
  signal: AbortSignal,
): Promise<void> {
  for (const line of lines) {
    stream.send(line, String(line.line));
    if (raw.writableLength > PAUSE_ABOVE_BYTES && !stream.closed)
      await once(raw, 'drain', { signal }).catch(() => undefined);
  }
}
