import { Injectable } from '@nestjs/common';
import { pipelinesArtifactPublishedV1 } from '@throughline/contracts';
import { AppError, newId } from '@throughline/kernel';
import { BlobStore, fp, LiveHub, Outbox, type StoredBlob } from '@throughline/platform';
import { Readable } from 'node:stream';
import { ExecutionsRepository } from '../engine/executions.repository.js';
import { JobsService } from '../runners/jobs.service.js';
import type { KnownRunner } from '../runners/runner-registry.js';
import type { UploadArtifactQuery } from '../runners/runners.dto.js';
import { refuse } from '../runners/runners.errors.js';

const MAX_BYTES = 512 * 1024 * 1024;

/** Artifacts from runners: the content is stored by its digest first, then the row that names it is committed. */
@Injectable()
export class ArtifactUploads {
  constructor(
    private readonly jobs: JobsService,
    private readonly blobs: BlobStore,
    private readonly executions: ExecutionsRepository,
    private readonly outbox: Outbox,
    private readonly live: LiveHub,
  ) {}

  async upload(runner: KnownRunner, jobId: string, query: UploadArtifactQuery, content: unknown): Promise<StoredBlob> {
    if (!(content instanceof Readable))
      throw new AppError('media_type', 'unsupported', 'Send the file as application/octet-stream.');
    const held = { jobId, fence: query.fence };
    const orgId = await this.jobs.onCurrentJob(runner, held, async (_tx, job) => {
      if (!job.spec.artifacts.some((artifact) => artifact.name === query.name)) throw refuse('artifact_undeclared');
      return job.orgId;
    });
    const blob = await this.blobs.put(orgId, content, MAX_BYTES);
    fp('artifacts.after_blob');
    await this.publish(runner, held, query, blob);
    return blob;
  }

  private async publish(
    runner: KnownRunner,
    held: { jobId: string; fence: number },
    { name, fileName }: UploadArtifactQuery,
    blob: StoredBlob,
  ): Promise<void> {
    await this.jobs.onCurrentJob(runner, held, async (tx, job) => {
      const rows = await tx.query<{ id: string }>(
        `INSERT INTO artifact (id, org_id, execution_id, node_id, name, file_name, digest, size_bytes)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (org_id, node_id, name) DO UPDATE SET file_name = $6, digest = $7, size_bytes = $8 RETURNING id`,
        [newId(), tx.orgId, job.executionId, job.nodeId, name, fileName, blob.digest, blob.sizeBytes],
      );
      const artifactId = rows[0]?.id ?? '';
      const execution = await this.executions.lock(tx, job.executionId);
      if (!execution) throw refuse('job_missing');
      const { executionId, nodeKey } = job;
      const event = { artifactId, executionId, nodeKey, name, ...blob, commit: execution.commit };
      await this.outbox.append(tx, pipelinesArtifactPublishedV1, { kind: 'execution', id: executionId }, event);
      await this.live.changed(tx, 'execution', executionId);
    });
  }
}
