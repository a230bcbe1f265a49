import { Injectable } from '@nestjs/common';
import type { Tx } from '@throughline/platform';
import type { EvidenceSubjectRequest } from './record-evidence.dto.js';

export interface FoundSubject {
  executionId: string;
  artifactId: string | null;
}

interface FoundArtifact {
  /** Null for an image, which is in a registry. */
  id: string | null;
  executionId: string;
  digest: string;
}

/** Finds what evidence is about. */
@Injectable()
export class EvidenceSubjects {
  /**
   * For each request, in three statements for all: the execution that is named, the artifact that is named, or the newest
   * artifact or image with the digest. Undefined for one that names nothing, or nothing that there is.
   */
  async find(tx: Tx, requests: readonly EvidenceSubjectRequest[]): Promise<(FoundSubject | undefined)[]> {
    const named = (field: keyof EvidenceSubjectRequest): string[] =>
      requests.flatMap((request) => request[field] ?? []);
    const executions = await tx.query<{ id: string }>('SELECT id FROM execution WHERE id = ANY($1::uuid[])', [
      named('execution_id'),
    ]);
    const artifacts = await tx.query<FoundArtifact>(
      `SELECT id, execution_id AS "executionId", digest FROM artifact WHERE id = ANY($1::uuid[])`,
      [named('artifact_id')],
    );
    const newest = await tx.query<FoundArtifact>(
      `SELECT DISTINCT ON (digest) id, "executionId", digest FROM (
         SELECT id, execution_id AS "executionId", digest, created_at FROM artifact WHERE digest = ANY($1::text[])
         UNION ALL SELECT NULL, execution_id, digest, created_at FROM image WHERE digest = ANY($1::text[])) AS d
       ORDER BY digest, created_at DESC, id DESC`,
      [named('artifact_digest')],
    );
    const known = new Set(executions.map(({ id }) => id));
    return requests.map((request) => pick(request, known, { artifacts, newest }));
  }
}

/** An artifact that is named besides an execution has to be one of it. */
function pick(
  request: EvidenceSubjectRequest,
  executions: ReadonlySet<string>,
  found: { artifacts: FoundArtifact[]; newest: FoundArtifact[] },
): FoundSubject | undefined {
  const artifact = artifactFor(request, found);
  if (artifact === 'missing') return undefined;
  const named = request.execution_id?.toLowerCase();
  if (named === undefined) return artifact && { executionId: artifact.executionId, artifactId: artifact.id };
  const isOther = artifact !== undefined && artifact.executionId !== named;
  return isOther || !executions.has(named) ? undefined : { executionId: named, artifactId: artifact?.id ?? null };
}

/** Undefined where none is named. */
function artifactFor(
  { artifact_id: id, artifact_digest: digest }: EvidenceSubjectRequest,
  { artifacts, newest }: { artifacts: FoundArtifact[]; newest: FoundArtifact[] },
): FoundArtifact | 'missing' | undefined {
  if (id !== undefined) return artifacts.find((one) => one.id === id.toLowerCase()) ?? 'missing';
  if (digest !== undefined) return newest.find((one) => one.digest === digest) ?? 'missing';
  return undefined;
}
