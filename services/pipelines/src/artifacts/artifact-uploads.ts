import { Injectable } from '@nestjs/common';
import { pipelinesArtifactPublishedV1 } from '@throughline/contracts';
import { AppError, newId } from '@throughline/kernel';
import {
  BlobStore,
  fp,
  LiveHub,
  OrgTx,
  Outbox,
  type StagedBlob,
  type StoredBlob,
  type Tx,
} from '@throughline/platform';
import { Readable } from 'node:stream';
import type { ArtifactDefinition } from '../definitions/definition.js';
import { ExecutionsRepository } from '../engine/executions.repository.js';
import type { NewEvidence } from '../evidence/evidence.repository.js';
import { saidInFile } from '../evidence/report-evidence.js';
import { JobsService } from '../runners/jobs.service.js';
import type { JobRow } from '../runners/jobs.repository.js';
import type { KnownRunner } from '../runners/runner-registry.js';
import type { UploadArtifactQuery } from '../runners/runners.dto.js';
import { refuse } from '../runners/runners.errors.js';
import { PublishedArtifacts } from './published-artifacts.js';

const MAX_BYTES = 512 * 1024 * 1024;

type Said = Pick<NewEvidence, 'kind' | 'status' | 'summary' | 'items' | 'problem'>;
interface Upload {
  held: { jobId: string; fence: number };
  name: string;
  fileName: string;
  said: Said | undefined;
}

/**
 * Artifacts from runners. The content is claimed and stored by its digest first, then the row that names it is committed,
 * together with what it says when it is a report.
 */
@Injectable()
export class ArtifactUploads {
  constructor(
    private readonly jobs: JobsService,
    private readonly orgTx: OrgTx,
    private readonly blobs: BlobStore,
    private readonly artifacts: PublishedArtifacts,
    private readonly executions: ExecutionsRepository,
    private readonly outbox: Outbox,
    private readonly live: LiveHub,
  ) {}

  async upload(runner: KnownRunner, jobId: string, query: UploadArtifactQuery, content: unknown): Promise<StoredBlob> {
    if (!(content instanceof Readable))
      throw new AppError('media_type', 'unsupported', 'Send the file as application/octet-stream.');
    const { fence, name, fileName } = query;
    const held = { jobId, fence };
    const { orgId, declared } = await this.jobs.onCurrentJob(runner, held, (_tx, job) =>
      Promise.resolve({ orgId: job.orgId, declared: declarationOf(job, name) }),
    );
    const staged = await this.blobs.stage(content, MAX_BYTES);
    try {
      const said = declared.report && (await saidInFile(declared.report, staged.path));
      const blob = await this.store(orgId, staged);
      await this.publish(runner, { held, name, fileName, said }, blob);
      return blob;
    } finally {
      await this.blobs.discard(staged);
    }
  }

  /** Claimed before it is stored, or a sweep of the same content could come in between. */
  private async store(orgId: string, staged: StagedBlob): Promise<StoredBlob> {
    await this.orgTx.run(orgId, (tx) => this.artifacts.claim(tx, staged));
    const blob = await this.blobs.keep(orgId, staged);
    fp('artifacts.after_blob');
    return blob;
  }

  private async publish(runner: KnownRunner, { held, name, fileName, said }: Upload, blob: StoredBlob): Promise<void> {
    await this.jobs.onCurrentJob(runner, held, async (tx: Tx, job) => {
      const artifact = { id: newId(), executionId: job.executionId, nodeId: job.nodeId, name, fileName, ...blob };
      const by = { userId: null, name: `runner ${runner.name}` };
      const artifactId = await this.artifacts.publish(tx, artifact, said && { ...said, by });
      const execution = await this.executions.lock(tx, job.executionId);
      if (!execution) throw refuse('job_missing');
      const { executionId, nodeKey } = job;
      const event = { artifactId, executionId, nodeKey, name, ...blob, commit: execution.commit };
      await this.outbox.append(tx, pipelinesArtifactPublishedV1, { kind: 'execution', id: executionId }, event);
      this.live.changed(tx, 'execution', executionId);
    });
  }
}

function declarationOf(job: JobRow, name: string): ArtifactDefinition {
  const declared = job.spec.artifacts.find((artifact) => artifact.name === name);
  if (!declared) throw refuse('artifact_undeclared');
  return declared;
}
