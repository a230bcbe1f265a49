import type { ReportFormat } from '../evidence/reports/report.rules.js';

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
  timeoutMs: number;
}

export type NodeDefinition = CommonFields &
  (
    | { kind: 'checkout' }
    | { kind: 'shell'; run: string; env: Record<string, string>; artifacts: ArtifactDefinition[] }
    | { kind: 'http'; url: string; status: number }
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
