import type { Readable } from 'node:stream';

export interface StoredBlob {
  /** `sha256:<64 hex digits>` of the content. */
  digest: string;
  sizeBytes: number;
}

/** Content that has come in and been measured, and that nobody can find yet. */
export interface StagedBlob extends StoredBlob {
  /** A file on this machine that holds it. */
  path: string;
}

/**
 * Where the content of blobs lies. A key is `<organization>/<first two digits>/<64 hex digits>`: who has the content
 * knows its key, so writing the same content twice is one object, and what is under a key never changes.
 */
export interface BlobPlace {
  /** The folder for content that is coming in. */
  readonly staging: string;
  /** Takes the staged file, which is gone or of no use afterwards. Does nothing for a key that is there. */
  put(key: string, blob: StagedBlob): Promise<void>;
  /** Undefined when nothing is under the key. */
  open(key: string): Promise<Readable | undefined>;
  /** Does nothing for a key that is not there. */
  remove(key: string): Promise<void>;
  /** Everything of an organization. */
  removeAll(orgId: string): Promise<void>;
}
