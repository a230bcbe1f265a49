/** The two kinds of named values: their rows are alike, and their versions are in `<table>_version`. */
export interface ValueTable {
  table: 'pipeline_secret' | 'pipeline_variable';
  /** What rows have beside the others’, of the row `s` and its newest version `v`. */
  more: string;
  /** Whether pipelines of a project have the row, as SQL over two expressions. */
  isOf: (row: string, project: string) => string;
}

/** An organization’s secret can be kept to chosen projects. */
const isSecretOf = (row: string, project: string): string =>
  `(${row}.project_id = ${project} OR (${row}.project_id IS NULL AND (NOT ${row}.is_restricted OR EXISTS (
     SELECT FROM pipeline_secret_project g WHERE g.pipeline_secret_id = ${row}.id AND g.project_id = ${project}))))`;

export const SECRETS: ValueTable = {
  table: 'pipeline_secret',
  more: `CASE WHEN s.is_restricted THEN coalesce((SELECT jsonb_agg(g.project_id ORDER BY g.project_id)
      FROM pipeline_secret_project g WHERE g.pipeline_secret_id = s.id), '[]') END AS "projectIds"`,
  isOf: isSecretOf,
};

export const VARIABLES: ValueTable = {
  table: 'pipeline_variable',
  more: 'v.value',
  isOf: (row, project) => `(${row}.project_id = ${project} OR ${row}.project_id IS NULL)`,
};

/** Which of two of one name a project’s pipelines have: the first by this. */
export const NEAREST_FIRST = (row: string): string => `${row}.project_id NULLS LAST`;
