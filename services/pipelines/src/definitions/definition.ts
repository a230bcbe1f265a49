import type { ReportFormat } from '../evidence/reports/report.rules.js';
import type { Concurrency } from './concurrency.rules.js';
import type { InputDefinition, InputValue } from './inputs.rules.js';
import type { Cell } from './matrix.rules.js';
import type { FailureQuestion } from './failure-question.rules.js';
import type { PipelineType } from './pipeline-type.rules.js';
import type { RetryPolicy } from './retry.rules.js';
import type { Stage } from './stages.rules.js';
import type { When } from './when.rules.js';

export interface ArtifactDefinition {
  name: string;
  path: string;
  /** What the file is, where it is a report: it is read when it comes, and becomes evidence. */
  report?: ReportFormat;
}

interface CommonFields {
  key: string;
  name: string;
  needs: string[];
  /** Where the file says it; `stageOf` tells it of every node. */
  stage?: Stage;
  timeoutMs: number;
  /** `success` without it. */
  when?: When;
  /** Has to hold when its turn comes; else the node is skipped, and those after it go on. */
  if?: string;
  continueOnError?: boolean;
  retry?: RetryPolicy;
  onFail?: FailureQuestion;
  /** The combination of its matrix that the node is for. */
  matrix?: Cell;
  /** The variables that the node refers to, as they were when its execution was made; a file has none. */
  vars?: Record<string, string>;
}

/** Who may vote and how, where the file says so. */
interface ApprovalFields {
  roles?: string[];
  groups?: string[];
  comment?: 'optional' | 'reject' | 'always';
  author?: 'barred' | 'allowed';
}

/** What a step asks of its runner. Definitions that were stored before steps could ask have none of it. */
export interface RunnerWishes {
  /** Labels that the runner has to have. */
  runsOn?: string[];
}

interface ShellNode extends RunnerWishes {
  kind: 'shell';
  run: string;
  /** What `run` joins, where the file lists several; definitions that were stored before have none. */
  commands?: string[];
  env: Record<string, string>;
  /** The names of secrets of the project, each of which the step finds in a variable of that name. */
  secrets?: string[];
  artifacts: ArtifactDefinition[];
  /** The container image to run in, on a runner that has them. */
  image?: string;
  /** `none`: the step reaches no network; it is open without it. */
  network?: 'open' | 'none';
  /** False: what it leaves in the workspace is not kept for a replay. */
  keepFiles?: boolean;
}

/** The pipeline that a node starts. */
interface ChildFields {
  /** Of the same repository, at the same commit. */
  file: string;
  inputs: Record<string, InputValue>;
  /** Whether the node ends as the execution does; else it ends when that has begun. */
  wait: boolean;
  /** Null where it waits as long as it takes. */
  expiresMs: number | null;
}

export type NodeDefinition = CommonFields &
  (
    | ({ kind: 'checkout' } & RunnerWishes)
    | ShellNode
    | ({ kind: 'http'; url: string; status: number } & RunnerWishes)
    | { kind: 'gate'; condition: string }
    | { kind: 'wait'; forMs: number }
    | ({ kind: 'approval'; title: string; votes: number; expiresMs: number | null } & ApprovalFields)
    | { kind: 'deploy'; service: string; environment: string; artifact: string }
    | { kind: 'promote'; service: string; from: string; to: string }
    | ({ kind: 'pipeline' } & ChildFields)
  );

/** What a pipeline file says, with every default filled in. */
export interface PipelineDefinition {
  name: string;
  type: PipelineType;
  inputs: InputDefinition[];
  /** Null for a pipeline whose executions take no turns. */
  concurrency: Concurrency | null;
  /** The jobs of higher ones come first among those of the organization. */
  priority: number;
  nodes: NodeDefinition[];
}

/** What is wrong with a pipeline file, and where; line and column count from 1. */
export interface DefinitionProblem {
  line: number;
  column: number;
  message: string;
}

export const WARNING_CODES = ['no-tests', 'no-security', 'no-checkpoint', 'disconnected', 'unreachable'] as const;
export type WarningCode = (typeof WARNING_CODES)[number];

/** What is unwise about a pipeline file that has no problem. */
export interface DefinitionWarning extends DefinitionProblem {
  code: WarningCode;
}

export const MAX_NODES = 1_000;
export const MAX_SOURCE_BYTES = 256 * 1024;
