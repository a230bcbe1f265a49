import type { Actor, Commit } from '@throughline/contracts';
import { newId } from '@throughline/kernel';
import type { DefinitionProblem, NodeDefinition } from '../definitions/definition.js';
import type { Inputs } from '../definitions/inputs.rules.js';
import type { ExecutionRow, LoadedRun, NodeRow } from './execution-rows.js';
import { executionMachine } from './execution.machine.js';
import { nodeMachine } from './node.machine.js';
import { rulesOf } from './node-rules.js';
import { Run } from './run.graph.js';
import type { Trigger } from './trigger.js';
import type { Resumed } from './checkpoints.js';

/** What a new execution is of, and what its row keeps that no plan depends on. */
export interface Origin {
  orgId: string;
  /** From `ExecutionNumbers`. */
  number: number;
  pipeline: { id: string; name: string; projectId: string; repositoryId: string; cloneUrl: string };
  /** Null for a file that could not be read. */
  versionId: string | null;
  trigger: Trigger;
  receiptId: string | null;
  /** The execution that this one repeats. */
  replayOf: string | null;
  commit: Commit;
  inputs: Inputs;
  deployable: boolean;
  concurrencyGroup: string | null;
  priority: number;
  requestedBy: Actor;
  problems: DefinitionProblem[];
  /** What it takes over from the execution that it repeats. */
  resumed?: Resumed | undefined;
}

/** An execution in memory that is not stored yet. */
export function newRun(origin: Origin, definitions: readonly NodeDefinition[]): LoadedRun {
  const { orgId, number, pipeline, trigger, commit, inputs, deployable, concurrencyGroup, requestedBy } = origin;
  const nodes = definitions.map((definition) => newNode(definition, origin.resumed));
  const execution: ExecutionRow = {
    ...{ id: newId(), orgId, number, status: executionMachine.initial, revision: 0 },
    ...{ pipelineId: pipeline.id, pipelineName: pipeline.name, projectId: pipeline.projectId },
    ...{ repositoryId: pipeline.repositoryId, cloneUrl: pipeline.cloneUrl },
    ...{ trigger, commit, inputs, deployable, concurrencyGroup, requestedBy },
  };
  return {
    execution,
    nodes: new Map(nodes.map((node) => [node.key, node])),
    run: new Run({ status: execution.status, deployable, nodes }),
  };
}

function newNode(definition: NodeDefinition, resumed: Resumed | undefined): NodeRow {
  const { key, kind } = definition;
  const { nodeId: _nodeId, ...state } = resumed?.checkpoints.get(key) ?? { nodeId: null, ...UNTOUCHED };
  return {
    ...{ id: newId(), attemptId: newId(), key, kind, definition, rules: rulesOf(definition) },
    ...{ needs: [...(resumed?.waits.get(key) ?? definition.needs)], isCopied: _nodeId !== null, ...state },
  };
}

const UNTOUCHED = { status: nodeMachine.initial, attempt: 1, outputs: {}, startedAt: null };
