import { Transform, type TransformCallback } from 'node:stream';
import type { Masker } from './masker.js';

/** The masker as a Node stream of bytes. */
export function maskingTransform(masker: Masker): Transform {
  const stream = masker.stream();
  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      done(null, stream.push(chunk));
    },
    flush(done: TransformCallback) {
      done(null, stream.end());
    },
  });
}
