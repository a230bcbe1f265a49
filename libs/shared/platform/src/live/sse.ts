import type { FastifyReply } from 'fastify';
import { currentContext } from '../context/request-context.js';
import { endAtStop } from './end-at-stop.js';

const HEARTBEAT_MS = 15_000;
/** A reader this far behind is dropped; it reconnects and resumes by its last id. */
const MAX_BUFFERED_BYTES = 4 * 1024 * 1024;

export interface SseStream {
  /** Sends one event; `id` is what the client sends back as Last-Event-ID. */
  send(data: unknown, id?: string): void;
  end(): void;
  readonly closed: boolean;
}

/** Opens a server-sent event stream on the reply; `onClose` runs once when either side ends it, or the server stops. */
export function openSse(reply: FastifyReply, onClose: () => void): SseStream {
  currentContext()?.deadline?.lift();
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  raw.write(': open\n\n');
  const heartbeat = setInterval(() => raw.write(': beat\n\n'), HEARTBEAT_MS);
  let closed = false;
  const close = (): void => {
    if (closed) return;
    closed = true;
    clearInterval(heartbeat);
    isEnded();
    onClose();
  };
  const end = (): void => {
    raw.end();
    close();
  };
  const isEnded = endAtStop(raw, end);
  raw.on('close', close);
  return {
    get closed() {
      return closed;
    },
    send(data, id) {
      if (closed) return;
      raw.write(`${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`);
      if (raw.writableLength > MAX_BUFFERED_BYTES) raw.destroy();
    },
    end,
  };
}
