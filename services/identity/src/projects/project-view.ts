import type { ProjectRow } from './project.row.js';
import type { ProjectRepositoryResponse, ProjectResponse, ProjectStackResponse } from './projects.dto.js';

/** What is shown of a project. */
export function toProject(row: ProjectRow): ProjectResponse {
  const { id, slug, name, description, archived_at, created_at } = row;
  return {
    id,
    slug,
    name,
    description,
    archived: archived_at !== null,
    repository: repositoryOf(row),
    stack: stackOf(row),
    createdAt: created_at.toISOString(),
  };
}

function repositoryOf(row: ProjectRow): ProjectRepositoryResponse | null {
  if (row.repository_url === null || row.repository_name === null) return null;
  return {
    url: row.repository_url,
    provider: row.provider ?? 'self_hosted',
    owner: row.repository_owner,
    name: row.repository_name,
    defaultBranch: row.default_branch ?? 'main',
    isPrivate: row.is_private ?? true,
    repositoryId: row.repository_id,
  };
}

function stackOf(row: ProjectRow): ProjectStackResponse | null {
  if (row.detected_at === null || row.detection_confidence === null) return null;
  return {
    language: row.detected_language,
    framework: row.detected_framework,
    buildTool: row.detected_build_tool,
    confidence: Math.round(row.detection_confidence * 100) / 100, // a float4 has no .85
    commitSha: row.detected_commit,
    detectedAt: row.detected_at.toISOString(),
  };
}

/** A project as its audit facts tell it. */
export function auditedProject(row: ProjectRow): Record<string, unknown> {
  const { slug, name, description, archived_at, repository_url, default_branch, is_private } = row;
  const repository = repository_url && {
    repositoryUrl: repository_url,
    defaultBranch: default_branch,
    isPrivate: is_private,
  };
  return { slug, name, description, archived: archived_at !== null, ...repository };
}
