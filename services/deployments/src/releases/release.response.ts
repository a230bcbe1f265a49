import type { ReleaseResponse } from './releases.dto.js';
import type { ReleaseRow } from './releases.repository.js';

export function releaseResponse(row: ReleaseRow): ReleaseResponse {
  return {
    id: row.id,
    serviceId: row.service_id,
    version: row.version,
    artifactDigest: row.artifact_digest,
    artifactSizeBytes: Number(row.artifact_size_bytes),
    executionId: row.execution_id,
    commit: row.commit,
    createdAt: row.created_at.toISOString(),
  };
}
