import { createReadStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { BlobPlace, StagedBlob } from './blob-place.js';

/** Blobs as files below a folder that the services share. A file comes to its name complete, or not at all. */
export class FolderBlobs implements BlobPlace {
  /** On the same volume, or else the renaming would be copying. */
  readonly staging: string;

  constructor(private readonly root: string) {
    this.staging = join(root, 'incoming');
  }

  async put(key: string, { path }: StagedBlob): Promise<void> {
    const file = join(this.root, key);
    await mkdir(dirname(file), { recursive: true });
    await rename(path, file);
  }

  async open(key: string): Promise<Readable | undefined> {
    const file = join(this.root, key);
    const found = await stat(file).catch(() => undefined);
    return found && createReadStream(file);
  }

  async remove(key: string): Promise<void> {
    await rm(join(this.root, key), { force: true });
  }

  async removeAll(orgId: string): Promise<void> {
    await rm(join(this.root, orgId), { recursive: true, force: true });
  }
}
