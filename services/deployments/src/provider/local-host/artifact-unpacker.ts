import { BlobStore } from '@throughline/platform';
import { Injectable } from '@nestjs/common';
import { AppError, newId } from '@throughline/kernel';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract, Parser, type ReadEntry } from 'tar';
import { refuseHost } from '../provider.errors.js';
import type { HostFolder } from './host-folder.js';

const MAX_ENTRIES = 50_000;
const MAX_BYTES = 1024 * 1024 * 1024;
const ALLOWED = new Set(['File', 'OldFile', 'ContiguousFile', 'Directory', 'SymbolicLink', 'Link']);

interface Artifact {
  orgId: string;
  digest: string;
  deploymentId: string;
}

/** Brings the content of an artifact into a release folder: all of it or nothing. */
@Injectable()
export class ArtifactUnpacker {
  constructor(private readonly blobs: BlobStore) {}

  /**
   * Does nothing when the release is there. The content is hashed again before a byte of it is unpacked.
   * @throws AppError for content that is gone, altered, no gzipped tar, too large, or that reaches outside its folder
   */
  async unpack(artifact: Artifact, folder: HostFolder): Promise<void> {
    const release = folder.release(artifact.deploymentId);
    if (await exists(release)) return;
    const archive = join(folder.incoming, `${newId()}.tgz`);
    const partial = `${release}.${newId()}.partial`;
    try {
      await this.fetch(artifact, archive);
      await inspect(archive);
      await mkdir(partial, { recursive: true, mode: 0o700 });
      await extract({ file: archive, cwd: partial, strict: true, preserveOwner: false });
      await rename(partial, release);
    } catch (error) {
      throw error instanceof AppError
        ? error
        : refuseHost('artifact_refused', `The artifact cannot be unpacked: ${reasonOf(error)}`);
    } finally {
      await rm(archive, { force: true });
      await rm(partial, { recursive: true, force: true });
    }
  }

  private async fetch(artifact: Artifact, archive: string): Promise<void> {
    const hash = createHash('sha256');
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        done(null, chunk);
      },
    });
    await pipeline(await this.blobs.open(artifact.orgId, artifact.digest), measure, createWriteStream(archive));
    if (`sha256:${hash.digest('hex')}` !== artifact.digest) throw refuseHost('artifact_corrupt');
  }
}

/** Reads the whole archive without writing, so that a bomb or a device node is refused before anything is unpacked. */
async function inspect(archive: string): Promise<void> {
  let entries = 0;
  let bytes = 0;
  const parser = new Parser({
    strict: true,
    onReadEntry: (entry: ReadEntry) => {
      entries += 1;
      bytes += entry.size;
      const problem = problemOf(entry, entries, bytes);
      if (problem) parser.abort(refuseHost('artifact_refused', `The artifact cannot be unpacked: ${problem}.`));
      entry.resume();
    },
  });
  await pipeline(createReadStream(archive), parser as unknown as NodeJS.WritableStream);
  if (entries === 0) throw refuseHost('artifact_refused', 'The artifact holds no files, or is no gzipped tar archive.');
}

function problemOf(entry: ReadEntry, entries: number, bytes: number): string | undefined {
  if (entries > MAX_ENTRIES) return `it holds more than ${MAX_ENTRIES} entries`;
  if (bytes > MAX_BYTES) return `it holds more than ${MAX_BYTES} bytes`;
  return ALLOWED.has(entry.type) ? undefined : `${entry.path} is a ${entry.type}`;
}

/** tar says its code first; that is for programs. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/^TAR_\w+: /, '') : 'unknown reason';
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
