import { upstreamOf } from '../definitions/upstream.graph.js';
import type { NodeKind } from '../definitions/node-kinds.rules.js';
import type { NodeStatus } from '../engine/node.machine.js';

/** A node of an execution that repeats another. `needs` are those of its definition. */
export interface RepeatedNode {
  key: string;
  kind: NodeKind;
  needs: readonly string[];
  status: NodeStatus;
  /** The node that did the work, where this execution does not do it again. */
  copiedFrom: string | null;
  finishedAt: Date | null;
}

/**
 * The steps before one which are not done again and whose files it has to find, in the order in which they had ended. What
 * a checkout between them had removed is not among it.
 */
export function stepsToRestore<N extends RepeatedNode>(key: string, nodes: readonly N[]): N[] {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const before = upstreamOf(key, byKey);
  const checkouts = before.filter(({ kind, status }) => kind === 'checkout' && status !== 'skipped');
  const removed = new Set(checkouts.flatMap((checkout) => upstreamOf(checkout.key, byKey)));
  return before
    .filter((node) => node.kind === 'shell' && node.copiedFrom !== null && !removed.has(node))
    .toSorted((a, b) => (a.finishedAt?.getTime() ?? 0) - (b.finishedAt?.getTime() ?? 0) || (a.key < b.key ? -1 : 1));
}
