import { Injectable } from '@nestjs/common';
import { type Envelope, type EventData, pipelinesStackDetectedV1 } from '@throughline/contracts';
import { OnEvent, type Tx } from '@throughline/platform';

type StackDetected = Envelope<EventData<typeof pipelinesStackDetectedV1>>;

/** Keeps what the pipelines service says of a project's repository and of what its code is written with. */
@Injectable()
export class ProjectStackEvents {
  /** The newest news wins; of several repositories of a project, the one that was connected or pushed to last. */
  @OnEvent(pipelinesStackDetectedV1)
  async stackDetected({ data, occurredAt }: StackDetected, tx: Tx): Promise<void> {
    const { projectId, repositoryId, repository } = data;
    if (!repository) return this.forget(tx, projectId, repositoryId, occurredAt);
    await tx.query(
      `UPDATE project SET repository_id = $3, repository_url = $4, provider = $5, repository_owner = $6,
              repository_name = $7, default_branch = $8, is_private = $9, detected_language = $10,
              detected_framework = $11, detected_build_tool = $12, detection_confidence = $13, detected_commit = $14,
              detected_at = $15
        WHERE org_id = $1 AND id = $2 AND (detected_at IS NULL OR detected_at <= $15)`,
      [
        tx.orgId,
        projectId,
        repositoryId,
        repository.url,
        repository.provider,
        repository.owner,
        repository.name,
        repository.defaultBranch,
        repository.isPrivate,
        data.language,
        data.framework,
        data.buildTool,
        data.confidence,
        data.commitSha,
        occurredAt,
      ],
    );
  }

  /** The address stays: it is where the code was. What it is written with is nobody's to keep up to date any more. */
  private async forget(tx: Tx, projectId: string, repositoryId: string, occurredAt: string): Promise<void> {
    await tx.query(
      `UPDATE project SET repository_id = NULL, detected_at = $4, detection_confidence = NULL, detected_language = NULL,
              detected_framework = NULL, detected_build_tool = NULL, detected_commit = NULL
        WHERE org_id = $1 AND id = $2 AND repository_id = $3 AND (detected_at IS NULL OR detected_at <= $4)`,
      [tx.orgId, projectId, repositoryId, occurredAt],
    );
  }
}
