import { Inject, Injectable } from '@nestjs/common';
import { AppError, newId } from '@throughline/kernel';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PLATFORM_CONFIG, type PlatformConfig } from '../config/platform.config.js';

export interface StoredBlob {
  /** `sha256:<64 hex digits>` of the content. */
  digest: string;
  sizeBytes: number;
}

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** Content-addressed files below BLOB_DIR, apart for each organization. The services that share blobs share the folder. */
@Injectable()
export class BlobStore {
  constructor(@Inject(PLATFORM_CONFIG) private readonly config: PlatformConfig) {}

  /** Stores what the stream holds. Rejects with `blob_too_large` beyond `maxBytes`; nothing is left behind then. */
  async put(orgId: string, content: Readable, maxBytes: number): Promise<StoredBlob> {
    const incoming = join(this.config.BLOB_DIR, 'incoming', newId());
    await mkdir(dirname(incoming), { recursive: true });
    const measure = new Measure(maxBytes);
    try {
      await pipeline(content, measure, createWriteStream(incoming, { flush: true }));
      const blob = measure.result();
      const path = this.pathOf(orgId, blob.digest);
      await mkdir(dirname(path), { recursive: true });
      await rename(incoming, path);
      return blob;
    } catch (error) {
      await rm(incoming, { force: true });
      throw error;
    }
  }

  /** Opens a blob for reading. Rejects with `blob_missing`. */
  async open(orgId: string, digest: string): Promise<Readable> {
    const path = this.pathOf(orgId, digest);
    const found = await stat(path).catch(() => undefined);
    if (!found) throw new AppError('blob_missing', 'not_found', 'The content of this artifact is no longer stored.');
    return createReadStream(path);
  }

  private pathOf(orgId: string, digest: string): string {
    if (!DIGEST.test(digest)) throw new AppError('digest_invalid', 'invalid', 'A digest is sha256: and 64 hex digits.');
    const hex = digest.slice('sha256:'.length);
    return join(this.config.BLOB_DIR, orgId, hex.slice(0, 2), hex);
  }
}

class Measure extends Transform {
  private readonly hash = createHash('sha256');
  private sizeBytes = 0;

  constructor(private readonly maxBytes: number) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: string, done: (error?: Error | null, data?: Buffer) => void): void {
    this.sizeBytes += chunk.length;
    if (this.sizeBytes > this.maxBytes)
      return done(new AppError('blob_too_large', 'too_large', `An artifact may hold ${this.maxBytes} bytes.`));
    this.hash.update(chunk);
    done(null, chunk);
  }

  result(): StoredBlob {
    return { digest: `sha256:${this.hash.digest('hex')}`, sizeBytes: this.sizeBytes };
  }
}
