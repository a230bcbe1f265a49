import type { NodeDefinition } from '../definitions/definition.js';
import type { NodeStatus } from '../engine/node.machine.js';
import type { NodeRules } from '../engine/node-turn.rules.js';

/** A node of the execution that is run again, as it ended. `needs` are those of its definition. */
export interface RecordedNode {
  key: string;
  definition: NodeDefinition;
  rules: NodeRules;
  status: NodeStatus;
}

/** What is asked for. With neither `from` nor `failedOnly` everything is done again. */
export interface ReplayChoice {
  /** Keys of nodes that are done again, with everything after them. */
  from: readonly string[];
  /** What failed is done again, with everything after it. */
  failedOnly: boolean;
  /** The names of inputs that get another value. */
  changedInputs: readonly string[];
  /** Whether the branch may deploy: now, and then. */
  deployable: { now: boolean; then: boolean };
}

/**
 * Why a node is done again. `chosen`, `failed`: as asked. `after`: it comes after such a node. `asked_again`: people
 * approved other inputs. `rule_changed`: it was skipped by a rule of the branch that is another one now. `workspace`: a
 * checkout, for the files that steps after it work with.
 */
export const AGAIN_REASONS = ['chosen', 'failed', 'after', 'asked_again', 'rule_changed', 'workspace'] as const;
export type AgainReason = (typeof AGAIN_REASONS)[number];

/** Which nodes are done again, and what some of them wait for instead of what their definition needs. */
export interface ReplayPlan {
  again: ReadonlyMap<string, AgainReason>;
  waits: ReadonlyMap<string, readonly string[]>;
}

export type PlanRefusal =
  | { code: 'node_missing'; keys: string[] }
  | { code: 'nothing_failed' }
  /** The node cannot begin: what it needs did not end as it wants it. */
  | { code: 'upstream_not_met'; key: string; needs: string[] };
