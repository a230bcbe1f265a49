import { Injectable } from '@nestjs/common';
import { newId } from '@throughline/kernel';
import { LiveHub, type Tx } from '@throughline/platform';
import { createHash } from 'node:crypto';
import type { DefinitionWarning, PipelineDefinition } from './definition.js';
import { parseDefinition } from './definition-parser.js';
import { DEFAULT_TYPE, type PipelineType } from './pipeline-type.rules.js';

export interface PipelineKey {
  repositoryId: string;
  projectId: string;
  path: string;
}

export interface Pipeline {
  id: string;
  name: string;
}

/** Pipelines (one for each file of a repository) and their versions, which never change once they are there. */
@Injectable()
export class PipelinesRepository {
  constructor(private readonly live: LiveHub) {}

  /** The pipeline of a file; made at its first push. `said` is what the file says, where it says anything. */
  async ensure(
    tx: Tx,
    key: PipelineKey,
    said: Pick<PipelineDefinition, 'name' | 'type'> | undefined,
  ): Promise<Pipeline> {
    const known = await tx.query<Pipeline & { type: PipelineType }>(
      'SELECT id, name, type FROM pipeline WHERE repository_id = $1 AND path = $2',
      [key.repositoryId, key.path],
    );
    // Without a change there is no lock: executions of one pipeline are made side by side.
    if (known[0] && (!said || (said.name === known[0].name && said.type === known[0].type)))
      return { id: known[0].id, name: known[0].name };
    const rows = await tx.query<Pipeline>(
      `INSERT INTO pipeline AS p (id, org_id, project_id, repository_id, path, name, type)
       VALUES ($1, $2, $3, $4, $5, coalesce($6, $5), coalesce($7, $8))
       ON CONFLICT (org_id, repository_id, path) DO UPDATE SET name = coalesce($6, p.name), type = coalesce($7, p.type)
       RETURNING id, name`,
      [
        newId(),
        tx.orgId,
        key.projectId,
        key.repositoryId,
        key.path,
        said?.name ?? null,
        said?.type ?? null,
        DEFAULT_TYPE,
      ],
    );
    const pipeline = rows[0];
    if (!pipeline) throw new Error(`no pipeline of ${key.path}`);
    this.live.changed(tx, 'pipeline', pipeline.id);
    return pipeline;
  }

  /** The pipeline of a file, and its version with exactly this text; null for what there is not. */
  async known(
    tx: Tx,
    { repositoryId, path }: Omit<PipelineKey, 'projectId'>,
    source: string | null,
  ): Promise<{ pipelineId: string | null; version: number | null }> {
    const rows = await tx.query<{ pipelineId: string; version: number | null }>(
      `SELECT p.id AS "pipelineId", v.version FROM pipeline p
         LEFT JOIN pipeline_version v ON v.pipeline_id = p.id AND v.content_hash = $3
        WHERE p.repository_id = $1 AND p.path = $2`,
      [repositoryId, path, source === null ? null : hashOf(source)],
    );
    return rows[0] ?? { pipelineId: null, version: null };
  }

  /** The version with exactly this text: the one there is, or the next. */
  async ensureVersion(tx: Tx, pipelineId: string, source: string, commitSha: string): Promise<string> {
    const hash = hashOf(source);
    const known = await this.versionOf(tx, pipelineId, hash);
    if (known !== undefined) return known;
    await tx.query('SELECT 1 FROM pipeline WHERE id = $1 FOR UPDATE', [pipelineId]);
    // Another push of the same text may have been first.
    return (await this.versionOf(tx, pipelineId, hash)) ?? this.addVersion(tx, pipelineId, { hash, source, commitSha });
  }

  private async versionOf(tx: Tx, pipelineId: string, hash: string): Promise<string | undefined> {
    const rows = await tx.query<{ id: string }>(
      'SELECT id FROM pipeline_version WHERE pipeline_id = $1 AND content_hash = $2',
      [pipelineId, hash],
    );
    return rows[0]?.id;
  }

  private async addVersion(
    tx: Tx,
    pipelineId: string,
    { hash, source, commitSha }: { hash: string; source: string; commitSha: string },
  ): Promise<string> {
    const id = newId();
    await tx.query(
      `WITH next AS (UPDATE pipeline SET latest_version = latest_version + 1 WHERE id = $3 RETURNING latest_version)
       INSERT INTO pipeline_version (id, org_id, pipeline_id, version, content_hash, source, commit_sha, warnings)
       SELECT $1, $2, $3, next.latest_version, $4, $5, $6, $7 FROM next`,
      [id, tx.orgId, pipelineId, hash, source, commitSha, JSON.stringify(warningsIn(source))],
    );
    this.live.changed(tx, 'pipeline', pipelineId);
    return id;
  }
}

const hashOf = (source: string): string => createHash('sha256').update(source).digest('hex');

/** A version has no mistakes in it; what it names is held against nothing here. */
function warningsIn(source: string): DefinitionWarning[] {
  const parsed = parseDefinition(source);
  return 'definition' in parsed ? parsed.warnings : [];
}
