import { Injectable } from '@nestjs/common';
import type { Actor } from '@throughline/contracts';
import type { StoredBlob, Tx } from '@throughline/platform';
import { EvidenceRepository, type NewEvidence } from '../evidence/evidence.repository.js';
import { BlobsRepository } from './blobs.repository.js';

export interface NewArtifact extends StoredBlob {
  id: string;
  executionId: string;
  nodeId: string;
  name: string;
  fileName: string;
}

type Said = Pick<NewEvidence, 'kind' | 'status' | 'summary' | 'items' | 'problem'> & { by: Actor };

/** The write side of artifacts. */
@Injectable()
export class PublishedArtifacts {
  constructor(
    private readonly blobs: BlobsRepository,
    private readonly evidence: EvidenceRepository,
  ) {}

  /** Before the content is stored. */
  async claim(tx: Tx, blob: StoredBlob): Promise<void> {
    await this.blobs.claim(tx, blob);
  }

  /**
   * Names stored content as the artifact of a node; a second one of the name takes the place of the first. Resolves to
   * its id.
   * @param said what it says, where it is a report
   */
  async publish(tx: Tx, artifact: NewArtifact, said: Said | undefined): Promise<string> {
    const { executionId, nodeId, name, fileName, digest, sizeBytes } = artifact;
    const replaced = await tx.query<StoredBlob>(
      `SELECT digest, size_bytes::float8 AS "sizeBytes" FROM artifact WHERE node_id = $1 AND name = $2 AND digest <> $3`,
      [nodeId, name, digest],
    );
    const rows = await tx.query<{ id: string }>(
      `INSERT INTO artifact (id, org_id, execution_id, node_id, name, file_name, digest, size_bytes)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (org_id, node_id, name) DO UPDATE SET file_name = $6, digest = $7, size_bytes = $8 RETURNING id`,
      [artifact.id, tx.orgId, executionId, nodeId, name, fileName, digest, sizeBytes],
    );
    const artifactId = rows[0]?.id ?? '';
    await this.blobs.use(tx, digest);
    if (replaced[0]) await this.replace(tx, artifactId, replaced[0]);
    if (said) await this.note(tx, { ...artifact, id: artifactId }, said);
    return artifactId;
  }

  /** What was said about the content before, from outside, says nothing about this one. */
  private async replace(tx: Tx, artifactId: string, before: StoredBlob): Promise<void> {
    await this.blobs.release(tx, before);
    await tx.query('DELETE FROM evidence WHERE artifact_id = $1 AND node_id IS NULL', [artifactId]);
  }

  private async note(tx: Tx, artifact: NewArtifact, { by, ...said }: Said): Promise<void> {
    const { id: artifactId, executionId, nodeId, name, digest: sourceDigest } = artifact;
    await this.evidence.record(
      tx,
      [{ ...said, executionId, nodeId, artifactId, name, tool: null, url: null, sourceDigest }],
      by,
    );
  }
}
