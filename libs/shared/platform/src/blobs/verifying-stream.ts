import { AppError } from '@throughline/kernel';
import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';

/** Passes content through, and fails with `artifact_corrupt` at its end when that is not what the digest names. */
export class VerifyingStream extends Transform {
  private readonly hash = createHash('sha256');

  constructor(private readonly digest: string) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    this.hash.update(chunk);
    done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    const found = `sha256:${this.hash.digest('hex')}`;
    done(found === this.digest ? null : corrupt());
  }
}

const corrupt = (): AppError =>
  new AppError('artifact_corrupt', 'unprocessable', 'The stored artifact holds other content than its digest names.');
