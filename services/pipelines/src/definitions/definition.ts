export interface ArtifactDefinition {
  name: string;
  path: string;
}

interface CommonFields {
  key: string;
  name: string;
  needs: string[];
  timeoutMs: number;
}

/** What a step asks of its runner. Definitions that were stored before steps could ask have none of it. */
export interface RunnerWishes {
  /** Labels that the runner has to have. */
  runsOn?: string[];
}

interface ShellNode extends RunnerWishes {
  kind: 'shell';
  run: string;
  env: Record<string, string>;
  artifacts: ArtifactDefinition[];
  /** The container image to run in, on a runner that has them. */
  image?: string;
  /** `none`: the step reaches no network; it is open without it. */
  network?: 'open' | 'none';
}

export type NodeDefinition = CommonFields &
  (
    | ({ kind: 'checkout' } & RunnerWishes)
    | ShellNode
    | ({ kind: 'http'; url: string; status: number } & RunnerWishes)
    | { kind: 'gate'; condition: string }
    | { kind: 'approval'; title: string; votes: number; expiresMs: number | null }
    | { kind: 'deploy'; service: string; environment: string; artifact: string }
    | { kind: 'promote'; service: string; from: string; to: string }
  );

/** What a pipeline file says, with every default filled in. */
export interface PipelineDefinition {
  name: string;
  nodes: NodeDefinition[];
}

/** What is wrong with a pipeline file, and where; line and column count from 1. */
export interface DefinitionProblem {
  line: number;
  column: number;
  message: string;
}

export const MAX_NODES = 200;
export const MAX_SOURCE_BYTES = 256 * 1024;
