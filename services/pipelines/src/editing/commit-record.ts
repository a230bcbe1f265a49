import { Injectable } from '@nestjs/common';
import { LiveHub, type Tx } from '@throughline/platform';
import { createHash } from 'node:crypto';
import type { PipelineDefinition } from '../definitions/definition.js';
import { type PipelineKey, PipelinesRepository } from '../definitions/pipelines.repository.js';
import { ReceiptsRepository } from '../webhooks/receipts.repository.js';

export interface NewCommit {
  commitSha: string;
  branch: string;
  source: string;
  /** False for a commit that was there before, of whose push somebody else has told. */
  isNew: boolean;
  /** What the pipeline says of itself. */
  said: Pick<PipelineDefinition, 'name' | 'type'>;
}

/** What is known here of a commit that was made here: the version of the pipeline, and a push like any other. */
@Injectable()
export class CommitRecord {
  constructor(
    private readonly pipelines: PipelinesRepository,
    private readonly receipts: ReceiptsRepository,
    private readonly live: LiveHub,
  ) {}

  /** Resolves to the version that has this text: the one there is, or the next. */
  async note(tx: Tx, key: PipelineKey, commit: NewCommit): Promise<{ pipelineId: string; version: number }> {
    const { id: pipelineId } = await this.pipelines.ensure(tx, key, commit.said);
    const versionId = await this.pipelines.ensureVersion(tx, pipelineId, commit.source, commit.commitSha);
    const rows = await tx.query<{ version: number }>('SELECT version FROM pipeline_version WHERE id = $1', [versionId]);
    if (commit.isNew) await this.push(tx, key.repositoryId, commit);
    return { pipelineId, version: rows[0]?.version ?? 0 };
  }

  /** No hook of the repository runs for our own push, so it is told of here; what follows is up to the branch rules. */
  private async push(tx: Tx, repositoryId: string, { commitSha, branch }: NewCommit): Promise<void> {
    await this.receipts.insert(tx, {
      repositoryId,
      deliveryId: `edited-${commitSha}`,
      event: 'push',
      bodySha256: createHash('sha256').update(`edited ${branch} ${commitSha}`).digest('hex'),
      push: { ref: `refs/heads/${branch}`, after: commitSha, deleted: false },
      pullRequest: null,
    });
    this.live.changed(tx, 'repository', repositoryId);
  }
}
