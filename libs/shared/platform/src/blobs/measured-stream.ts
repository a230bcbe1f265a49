import { AppError } from '@throughline/kernel';
import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import type { StoredBlob } from './blob-place.js';

/** Passes content through, counts and hashes it, and fails with `blob_too_large` beyond a limit. */
export class MeasuredStream extends Transform {
  private readonly hash = createHash('sha256');
  private sizeBytes = 0;

  constructor(private readonly maxBytes: number) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    this.sizeBytes += chunk.length;
    if (this.sizeBytes > this.maxBytes)
      return done(new AppError('blob_too_large', 'too_large', `An artifact may hold ${this.maxBytes} bytes.`));
    this.hash.update(chunk);
    done(null, chunk);
  }

  /** Once, when all has passed. */
  result(): StoredBlob {
    return { digest: `sha256:${this.hash.digest('hex')}`, sizeBytes: this.sizeBytes };
  }
}
