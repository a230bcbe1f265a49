import type { When } from '../definitions/when.rules.js';
import type { NodeStatus } from './node.machine.js';

/** What a node's definition says about its turn and its end. */
export interface NodeRules {
  when: When;
  /** It has an `if`. */
  isConditional: boolean;
  /** Its failure is no failure of the execution (`continueOnError`). */
  isTolerant: boolean;
  /** How many times it is tried again. */
  retries: number;
  /** A person is asked what to do about its failure (`onFail: ask`). */
  isGuided: boolean;
}

export const NO_RULES: NodeRules = {
  when: 'success',
  isConditional: false,
  isTolerant: false,
  retries: 0,
  isGuided: false,
};

/**
 * What the end of a node means for those that need it. `met`: as they want it. `failed`: it failed, or was skipped because
 * of a failure before it. `unmet`: neither, as a deployment that the branch may not make.
 */
export type NodeEnd = 'met' | 'unmet' | 'failed';

/** How the needs of a node stand: how many are open, how many ended other than `met`, and how many of those in a failure. */
export interface Needs {
  open: number;
  unmet: number;
  failed: number;
}

/** Whether the turn of a node is now, later, or never. */
export function turnOf({
  open,
  unmet,
  failed,
  rules: { when },
}: Needs & { rules: NodeRules }): 'now' | 'later' | 'never' {
  // What comes of a node that is skipped depends on whether anything failed before it, so that has to be known.
  if (when === 'success' && failed > 0) return 'never';
  if (open > 0) return 'later';
  if (when === 'success') return unmet > 0 ? 'never' : 'now';
  return when === 'always' || failed > 0 ? 'now' : 'never';
}

/** A node as far as its end goes. `hasBegun`: its last attempt has. */
interface Ending {
  status: NodeStatus;
  rules: NodeRules;
  isBarred: boolean;
  hasBegun: boolean;
}

/** What the end of a node means for those that need it. It depends on nothing that can change after its end. */
export function endOf(node: Needs & Ending): NodeEnd {
  const { status, rules } = node;
  if (status === 'succeeded' || isTolerated(node)) return 'met';
  if (status !== 'skipped') return 'failed';
  // Skipped by its own condition: those after it go on. Else because it could not be what it was meant to be.
  if (rules.isConditional && !node.isBarred && turnOf(node) === 'now') return 'met';
  return node.failed > 0 ? 'failed' : 'unmet';
}

/** Skipped by a person, after it failed: nothing else skips what has begun. */
export const isPassedOver = ({ status, hasBegun }: Pick<Ending, 'status' | 'hasBegun'>): boolean =>
  status === 'skipped' && hasBegun;

/** Whether its failure is one that the execution may have. */
export function isTolerated(node: Pick<Ending, 'status' | 'hasBegun' | 'rules'>): boolean {
  const { status, rules } = node;
  return isPassedOver(node) || (rules.isTolerant && (status === 'failed' || status === 'timed_out'));
}
