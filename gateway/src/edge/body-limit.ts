import { type Readable, Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream';
import { refuse } from './edge.errors.js';

/** Refuses a body by what it announces. @throws AppError `body_too_large` */
export function checkAnnouncedLength(contentLength: string | undefined, maxBytes: number): void {
  if (contentLength !== undefined && Number(contentLength) > maxBytes) throw tooLarge(maxBytes);
}

/** The same stream, cut with `body_too_large` once more than `maxBytes` went through; nothing is buffered. */
export function limitBody(body: Readable, maxBytes: number): Readable {
  let seen = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      seen += chunk.length;
      if (seen > maxBytes) done(tooLarge(maxBytes));
      else done(null, chunk);
    },
  });
  // Either side's end reaches the other; the error itself is reported by whoever reads the counter.
  return pipeline(body, counter, () => undefined);
}

function tooLarge(maxBytes: number): Error {
  return refuse('body_too_large', `A body here may hold ${maxBytes} bytes.`);
}
