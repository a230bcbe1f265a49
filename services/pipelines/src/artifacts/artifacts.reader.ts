import { Injectable } from '@nestjs/common';
import { AppError } from '@throughline/kernel';
import { BlobStore, cursorKey, OrgTx, type Page, type PageQuery, toPage } from '@throughline/platform';
import type { Readable } from 'node:stream';
import type { ArtifactResponse } from './artifacts.dto.js';

type ArtifactRow = Omit<ArtifactResponse, 'createdAt'> & { createdAt: Date };

const ARTIFACTS = `SELECT a.id, a.execution_id AS "executionId", n.key AS "nodeKey", a.name, a.file_name AS "fileName",
    a.digest, a.size_bytes::int AS "sizeBytes", a.created_at AS "createdAt"
  FROM artifact a JOIN node n ON n.id = a.node_id`;

const missing = (): AppError =>
  new AppError('not_found', 'not_found', 'There is no such thing, or you may not see it.');

/** Artifacts and their content. */
@Injectable()
export class ArtifactsReader {
  constructor(
    private readonly orgTx: OrgTx,
    private readonly blobs: BlobStore,
  ) {}

  async list(orgId: string, executionId: string, query: PageQuery): Promise<Page<ArtifactResponse>> {
    const before = cursorKey(query.cursor, 1)?.[0];
    const rows = await this.orgTx.run(orgId, async (tx) => {
      const found = await tx.query('SELECT 1 FROM execution WHERE id = $1', [executionId]);
      if (found.length === 0) throw missing();
      return tx.query<ArtifactRow>(
        `${ARTIFACTS} WHERE a.execution_id = $1 AND ($2::uuid IS NULL OR a.id < $2) ORDER BY a.id DESC LIMIT $3`,
        [executionId, before ?? null, query.limit + 1],
      );
    });
    return toPage(rows, query.limit, (row) => [row.id], viewOf);
  }

  async get(orgId: string, artifactId: string): Promise<ArtifactResponse> {
    const rows = await this.orgTx.run(orgId, (tx) =>
      tx.query<ArtifactRow>(`${ARTIFACTS} WHERE a.id = $1`, [artifactId]),
    );
    const row = rows[0];
    if (!row) throw missing();
    return viewOf(row);
  }

  async open(orgId: string, artifactId: string): Promise<{ artifact: ArtifactResponse; content: Readable }> {
    const artifact = await this.get(orgId, artifactId);
    return { artifact, content: await this.blobs.open(orgId, artifact.digest) };
  }
}

function viewOf(row: ArtifactRow): ArtifactResponse {
  return { ...row, createdAt: row.createdAt.toISOString() };
}
