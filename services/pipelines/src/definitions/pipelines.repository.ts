import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import { LiveHub, type Tx } from '@throughline/platform';
import { createHash } from 'node:crypto';

export interface PipelineKey {
  repositoryId: string;
  projectId: string;
  path: string;
}

/** Pipelines (one for each file of a repository) and their versions, which never change once they are there. */
@Injectable()
export class PipelinesRepository {
  constructor(private readonly live: LiveHub) {}

  /** The pipeline of a file; made at its first push. `name` is what the file says, where it says anything. */
  async ensure(tx: Tx, key: PipelineKey, name: string | undefined): Promise<string> {
    const rows = await tx.query<{ id: string }>(
      `INSERT INTO pipeline AS p (id, org_id, project_id, repository_id, path, name) VALUES ($1, $2, $3, $4, $5, coalesce($6, $5))
       ON CONFLICT (org_id, repository_id, path) DO UPDATE SET name = coalesce($6, p.name) RETURNING id`,
      [newId(), tx.orgId, key.projectId, key.repositoryId, key.path, name ?? null],
    );
    const id = rows[0]?.id ?? '';
    await this.live.changed(tx, 'pipeline', id);
    return id;
  }

  /** The version with exactly this text: the one there is, or the next. The caller's `ensure` holds the pipeline's row. */
  async ensureVersion(tx: Tx, pipelineId: string, source: string, commitSha: string): Promise<string> {
    const hash = createHash('sha256').update(source).digest('hex');
    const known = await tx.query<{ id: string }>(
      'SELECT id FROM pipeline_version WHERE pipeline_id = $1 AND content_hash = $2',
      [pipelineId, hash],
    );
    if (known[0]) return known[0].id;
    const id = newId();
    await tx.query(
      `WITH next AS (UPDATE pipeline SET latest_version = latest_version + 1 WHERE id = $3 RETURNING latest_version)
       INSERT INTO pipeline_version (id, org_id, pipeline_id, version, content_hash, source, commit_sha)
       SELECT $1, $2, $3, next.latest_version, $4, $5, $6 FROM next`,
      [id, tx.orgId, pipelineId, hash, source, commitSha],
    );
    return id;
  }
}
