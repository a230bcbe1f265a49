import { Inject, Injectable } from '@nestjs/common';
import { AppError, newId } from '@throughline/kernel';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PLATFORM_CONFIG, type PlatformConfig } from '../config/platform.config.js';
import type { BlobPlace, StagedBlob, StoredBlob } from './blob-place.js';
import { FolderBlobs } from './folder-blobs.js';
import { MeasuredStream } from './measured-stream.js';
import { S3Blobs } from './s3-blobs.js';
import { VerifyingStream } from './verifying-stream.js';

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/**
 * Content by its digest, apart for each organization. The services that share blobs share the place: a folder
 * (BLOB_DIR), or a bucket where BLOB_S3_BUCKET names one.
 */
@Injectable()
export class BlobStore {
  private readonly place: BlobPlace;

  constructor(@Inject(PLATFORM_CONFIG) config: PlatformConfig) {
    this.place = placeOf(config);
  }

  /**
   * Takes in what the stream holds; nobody finds it yet. Rejects with `blob_too_large` beyond `maxBytes`; nothing is left
   * behind then. Ends with `keep` or `discard`.
   */
  async stage(content: Readable, maxBytes: number): Promise<StagedBlob> {
    const path = join(this.place.staging, newId());
    await mkdir(this.place.staging, { recursive: true });
    const measure = new MeasuredStream(maxBytes);
    try {
      await pipeline(content, measure, createWriteStream(path, { flush: true }));
      return { ...measure.result(), path };
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  /** Stores what was staged, under its digest; content that is there already is stored once. */
  async keep(orgId: string, staged: StagedBlob): Promise<StoredBlob> {
    const { digest, sizeBytes } = staged;
    try {
      await this.place.put(keyOf(orgId, digest), staged);
    } finally {
      await this.discard(staged);
    }
    return { digest, sizeBytes };
  }

  /** Also after `keep`, when it does nothing. */
  async discard({ path }: StagedBlob): Promise<void> {
    await rm(path, { force: true });
  }

  /** Stores what the stream holds. Rejects with `blob_too_large` beyond `maxBytes`; nothing is left behind then. */
  async put(orgId: string, content: Readable, maxBytes: number): Promise<StoredBlob> {
    return this.keep(orgId, await this.stage(content, maxBytes));
  }

  /** Opens a blob for reading. Rejects with `blob_missing`; the stream fails at its end when the content was altered. */
  async open(orgId: string, digest: string): Promise<Readable> {
    const content = await this.place.open(keyOf(orgId, digest));
    if (!content) throw new AppError('blob_missing', 'not_found', 'The content of this artifact is no longer stored.');
    const verified = new VerifyingStream(digest);
    // Whoever reads hears of it; without an end of both, the file or the connection would stay open.
    pipeline(content, verified).catch((error: Error) => verified.destroy(error));
    return verified;
  }

  /** For whoever knows that nothing names the content any more. */
  async remove(orgId: string, digest: string): Promise<void> {
    await this.place.remove(keyOf(orgId, digest));
  }

  /** Everything that an organization has stored. */
  async removeAll(orgId: string): Promise<void> {
    await this.place.removeAll(orgId);
  }
}

function placeOf(config: PlatformConfig): BlobPlace {
  const { BLOB_DIR, BLOB_S3_BUCKET: bucket, BLOB_S3_REGION: region, BLOB_S3_ENDPOINT: endpoint } = config;
  if (bucket === undefined) return new FolderBlobs(BLOB_DIR);
  const [accessKeyId, secretAccessKey] = [config.BLOB_S3_ACCESS_KEY_ID, config.BLOB_S3_SECRET_ACCESS_KEY];
  const credentials = accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined;
  return new S3Blobs(
    { bucket, region: region ?? 'us-east-1', endpoint, credentials },
    join(config.WORK_DIR, 'incoming'),
  );
}

function keyOf(orgId: string, digest: string): string {
  if (!DIGEST.test(digest)) throw new AppError('digest_invalid', 'invalid', 'A digest is sha256: and 64 hex digits.');
  const hex = digest.slice('sha256:'.length);
  return `${orgId}/${hex.slice(0, 2)}/${hex}`;
}
