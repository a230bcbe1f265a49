import type { S3Client, S3ClientConfig } from '@aws-sdk/client-s3';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type { BlobPlace, StagedBlob } from './blob-place.js';

export interface S3Settings {
  bucket: string;
  region: string;
  /** Of a store that is not Amazon's; its buckets are addressed by path then. */
  endpoint?: string | undefined;
  /** By default what the SDK finds: the role of the machine or of the pod. */
  credentials?: { accessKeyId: string; secretAccessKey: string } | undefined;
}

const QUESTION_MS = 10_000;
const UPLOAD_MS = 15 * 60_000;
const AT_ONCE = 16;

type Sdk = typeof import('@aws-sdk/client-s3');

/**
 * Blobs as objects of one bucket of Amazon S3 or of a store that speaks its protocol. The digest is signed with the
 * request as the hash of its body, so the store itself refuses content that was altered on the way.
 */
export class S3Blobs implements BlobPlace {
  private opened: Promise<{ sdk: Sdk; client: S3Client }> | undefined;

  constructor(
    private readonly settings: S3Settings,
    readonly staging: string,
  ) {}

  async put(key: string, { path, digest, sizeBytes }: StagedBlob): Promise<void> {
    if (await this.has(key)) return;
    const { sdk, client } = await this.session();
    const command = new sdk.PutObjectCommand({
      ...this.at(key),
      Body: createReadStream(path),
      ContentLength: sizeBytes,
      ContentType: 'application/octet-stream',
    });
    command.middlewareStack.add(signingHash(digest), { step: 'build', name: 'knownHash' });
    await client.send(command, { abortSignal: AbortSignal.timeout(UPLOAD_MS) });
  }

  async open(key: string): Promise<Readable | undefined> {
    const { sdk, client } = await this.session();
    try {
      const { Body } = await client.send(new sdk.GetObjectCommand(this.at(key)));
      return Body as Readable | undefined;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    const { sdk, client } = await this.session();
    await client.send(new sdk.DeleteObjectCommand(this.at(key)), limited());
  }

  async removeAll(orgId: string): Promise<void> {
    for (let keys = await this.keysOf(orgId); keys.length > 0; keys = await this.keysOf(orgId)) {
      while (keys.length > 0) await Promise.all(keys.splice(0, AT_ONCE).map((key) => this.remove(key)));
    }
  }

  private async keysOf(orgId: string): Promise<string[]> {
    const { sdk, client } = await this.session();
    const command = new sdk.ListObjectsV2Command({ Bucket: this.settings.bucket, Prefix: `${orgId}/` });
    const { Contents } = await client.send(command, limited());
    return (Contents ?? []).flatMap(({ Key }) => Key ?? []);
  }

  private async has(key: string): Promise<boolean> {
    const { sdk, client } = await this.session();
    try {
      await client.send(new sdk.HeadObjectCommand(this.at(key)), limited());
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  private at(Key: string): { Bucket: string; Key: string } {
    return { Bucket: this.settings.bucket, Key };
  }

  /** The SDK is loaded by those who use it. */
  private session(): Promise<{ sdk: Sdk; client: S3Client }> {
    return (this.opened ??= import('@aws-sdk/client-s3').then((sdk) => ({
      sdk,
      client: new sdk.S3Client(configOf(this.settings)),
    })));
  }
}

function configOf({ region, endpoint, credentials }: S3Settings): S3ClientConfig {
  return {
    region,
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    ...(credentials && { credentials }),
    // The body's hash is signed already, and stores other than Amazon's do not know these.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: 3_000, socketTimeout: 30_000 },
  };
}

/** A stream cannot be hashed before it is sent; this one was hashed when it came in. */
function signingHash(digest: string) {
  return <Args extends { request?: unknown }, Result>(next: (args: Args) => Promise<Result>) =>
    (args: Args): Promise<Result> => {
      const { headers } = args.request as { headers: Record<string, string> };
      headers['x-amz-content-sha256'] = digest.slice('sha256:'.length);
      return next(args);
    };
}

const limited = (): { abortSignal: AbortSignal } => ({ abortSignal: AbortSignal.timeout(QUESTION_MS) });

function isMissing(error: unknown): boolean {
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  return status === 404;
}
