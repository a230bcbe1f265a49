import { payload, receipt } from '../load/payload.ts';
import type { Receipts } from './receipts.ts';

const HEAD_END = Buffer.from('\r\n\r\n');
const SIZE = /[?&]bytes=(\d+)/;
const LENGTH = /\r\ncontent-length: *(\d+)/i;
const ID = /\r\nx-bench-id: *(\d+)/i;
const WRONG = Buffer.from('HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n');

const answers = new Map<string, Buffer>();
const bodies = new Map<number, Buffer>();

/** Reads the requests of one connection, one at a time as a proxy sends them, and compares what is sent with the payload. */
export class RequestReader {
  readonly #receipts: Receipts;
  #head: Buffer | undefined;
  #post: { id: string; body: Buffer; read: number; isRight: boolean } | undefined;

  constructor(receipts: Receipts) {
    this.#receipts = receipts;
  }

  /** The answer, once the request is complete. */
  push(chunk: Buffer): Buffer | undefined {
    if (this.#post) return this.#pushBody(chunk);
    const bytes = this.#head ? Buffer.concat([this.#head, chunk]) : chunk;
    const end = bytes.indexOf(HEAD_END);
    if (end < 0) {
      this.#head = bytes;
      return undefined;
    }
    this.#head = undefined;
    const head = bytes.toString('latin1', 0, end);
    if (head.startsWith('GET ')) return answerOf(SIZE.exec(head)?.[1] ?? '0');
    return this.#startPost(head, bytes.subarray(end + HEAD_END.length));
  }

  #startPost(head: string, rest: Buffer): Buffer | undefined {
    const length = Number(LENGTH.exec(head)?.[1] ?? Number.NaN);
    const id = ID.exec(head)?.[1];
    if (!head.startsWith('POST ') || Number.isNaN(length) || id === undefined) return WRONG;
    this.#post = { id, body: bodyOf(length), read: 0, isRight: true };
    return this.#pushBody(rest);
  }

  #pushBody(chunk: Buffer): Buffer | undefined {
    const post = this.#post;
    if (!post) return WRONG;
    const end = post.read + chunk.length;
    const isSame = end <= post.body.length && chunk.compare(post.body, post.read, end, 0, chunk.length) === 0;
    post.isRight &&= isSame;
    post.read = end;
    if (end < post.body.length) return undefined;
    this.#post = undefined;
    if (!post.isRight) return WRONG;
    this.#receipts.add(post.id);
    return withHead(Buffer.from(receipt(post.id, post.body.length)));
  }
}

function answerOf(size: string): Buffer {
  const known = answers.get(size);
  if (known) return known;
  const made = withHead(payload(Number(size)));
  answers.set(size, made);
  return made;
}

function bodyOf(length: number): Buffer {
  const known = bodies.get(length) ?? payload(length);
  bodies.set(length, known);
  return known;
}

function withHead(body: Buffer): Buffer {
  const head = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}
