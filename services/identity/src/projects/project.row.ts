/** A project as the database has it. */
export interface ProjectRow {
  id: string;
  slug: string;
  name: string;
  description: string;
  repository_url: string | null;
  provider: string | null;
  repository_owner: string | null;
  repository_name: string | null;
  default_branch: string | null;
  is_private: boolean | null;
  /** The connected repository of the pipelines service that the facts are of. */
  repository_id: string | null;
  detected_language: string | null;
  detected_framework: string | null;
  detected_build_tool: string | null;
  detection_confidence: number | null;
  detected_commit: string | null;
  detected_at: Date | null;
  archived_at: Date | null;
  created_at: Date;
}

export const PROJECT_COLUMNS = `id, slug, name, description, repository_url, provider, repository_owner, repository_name,
  default_branch, is_private, repository_id, detected_language, detected_framework, detected_build_tool,
  detection_confidence, detected_commit, detected_at, archived_at, created_at`;
