import { Injectable } from '@nestjs/common';
import { AppError } from '@throughline/kernel';
import { BlobStore, OrgTx, type StoredBlob } from '@throughline/platform';
import { Readable } from 'node:stream';
import { BlobsRepository } from '../artifacts/blobs.repository.js';
import { JobsService } from '../runners/jobs.service.js';
import type { KnownRunner } from '../runners/runner-registry.js';
import { refuse } from '../runners/runners.errors.js';
import { KeptFilesRepository } from './kept-files.repository.js';
import { RestoredFilesReader } from './restored-files.reader.js';

interface Held {
  jobId: string;
  fence: number;
}

/** What steps leave in their workspaces, from runners and back to them. What an archive holds is the runners' affair. */
@Injectable()
export class KeptFiles {
  constructor(
    private readonly jobs: JobsService,
    private readonly orgTx: OrgTx,
    private readonly store: BlobStore,
    private readonly blobs: BlobsRepository,
    private readonly repository: KeptFilesRepository,
    private readonly restored: RestoredFilesReader,
  ) {}

  /** Keeps what the step of a job has changed; sent again it takes the place of what was sent before. */
  async keep(runner: KnownRunner, held: Held, leftOut: number, content: unknown): Promise<StoredBlob> {
    if (!(content instanceof Readable))
      throw new AppError('media_type', 'unsupported', 'Send the archive as application/octet-stream.');
    const { orgId, limit } = await this.jobs.onCurrentJob(runner, held, (_tx, job) =>
      Promise.resolve({ orgId: job.orgId, limit: job.spec.keepFilesBytes ?? 0 }),
    );
    if (limit === 0) throw refuse('files_not_wanted');
    const staged = await this.store.stage(content, limit);
    try {
      // Claimed before it is stored, or a sweep of the same content could come in between.
      await this.orgTx.run(orgId, (tx) => this.blobs.claim(tx, staged));
      const blob = await this.store.keep(orgId, staged);
      await this.jobs.onCurrentJob(runner, held, async (tx, job) => {
        const replaced = await this.repository.note(tx, job, { content: blob, leftOut });
        await this.blobs.use(tx, blob.digest);
        if (replaced) await this.blobs.release(tx, replaced);
      });
      return blob;
    } finally {
      await this.store.discard(staged);
    }
  }

  /**
   * Opens files that the step of a job has to find.
   * @throws `files_missing` for any others, and for those that are not kept any more
   */
  async open(runner: KnownRunner, held: Held, filesId: string): Promise<Readable> {
    const { orgId, files } = await this.jobs.onCurrentJob(runner, held, async (tx, job) => {
      const all = await this.restored.of(tx, job);
      return { orgId: job.orgId, files: all.find(({ id }) => id === filesId) };
    });
    if (!files) throw refuse('files_missing');
    return this.store.open(orgId, files.digest).catch((error: unknown) => {
      throw error instanceof AppError ? refuse('files_missing') : error;
    });
  }
}
