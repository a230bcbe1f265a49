import type { Actor, Commit } from '@throughline/contracts';
import type { NodeDefinition, NodeKind } from '../definitions/definition.js';
import type { ExecutionStatus } from './execution.machine.js';
import type { NodeStatus } from './node.machine.js';

/** An execution as its use cases see it, together with what its pipeline is. */
export interface ExecutionRow {
  id: string;
  number: number;
  pipelineId: string;
  pipelineName: string;
  projectId: string;
  repositoryId: string;
  cloneUrl: string;
  trigger: 'push' | 'manual' | 'replay';
  status: ExecutionStatus;
  deployable: boolean;
  commit: Commit;
  requestedBy: Actor;
  createdAt: Date;
  startedAt: Date | null;
}

export interface NodeRow {
  id: string;
  key: string;
  kind: NodeKind;
  definition: NodeDefinition;
  status: NodeStatus;
  attempt: number;
  attemptId: string;
  outputs: Record<string, string>;
  startedAt: Date | null;
  finishedAt: Date | null;
}
