export const WARNING_CODES = [
  'secret_rotated',
  'variable_changed',
  'config_changed',
  'branch_rule_changed',
  'input_seen_by_copied',
  'approval_asked_again',
  'failure_copied',
  'files_not_kept',
  'artifact_gone',
  'deploys_again',
] as const;
export type WarningCode = (typeof WARNING_CODES)[number];

/** What whoever runs something again should know before, in a sentence; it stays with the new execution. */
export interface ReplayWarning {
  code: WarningCode;
  message: string;
  /** The keys of the nodes that it is about. */
  nodes: string[];
  /** The names of secrets, variables, inputs or artifacts that it is about. */
  names: string[];
}
