import type { Actor, Commit } from '@throughline/contracts';
import type { NodeDefinition } from '../definitions/definition.js';
import type { Inputs } from '../definitions/inputs.rules.js';
import type { EvidenceFacts } from '../evidence/evidence-facts.rules.js';
import type { NodeKind } from '../definitions/node-kinds.rules.js';
import type { ExecutionStatus } from './execution.machine.js';
import type { NodeRules } from './node-turn.rules.js';
import type { NodeStatus } from './node.machine.js';
import type { Run } from './run.graph.js';
import type { Trigger } from './trigger.js';

/** An execution as its use cases see it, together with what its pipeline is. */
export interface ExecutionRow {
  id: string;
  orgId: string;
  number: number;
  pipelineId: string;
  pipelineName: string;
  projectId: string;
  repositoryId: string;
  cloneUrl: string;
  trigger: Trigger;
  status: ExecutionStatus;
  /** Counts every change of the execution's state. Who writes one names the revision that it was planned on. */
  revision: number;
  deployable: boolean;
  /** Whose executions it takes turns with. */
  concurrencyGroup: string | null;
  commit: Commit;
  inputs: Inputs;
  requestedBy: Actor;
}

export interface NodeRow {
  id: string;
  key: string;
  kind: NodeKind;
  /** What it waits for. */
  needs: string[];
  definition: NodeDefinition;
  rules: NodeRules;
  status: NodeStatus;
  attempt: number;
  attemptId: string;
  outputs: Record<string, string>;
  startedAt: Date | null;
  /** It ended in the execution that this one repeats. */
  isCopied: boolean;
}

/** An execution in memory: what was read, and the states that planning moves. */
export interface LoadedRun {
  execution: ExecutionRow;
  nodes: ReadonlyMap<string, NodeRow>;
  run: Run;
  /** For conditions that speak of it; read with the execution, where it has one. */
  evidence?: EvidenceFacts;
}
