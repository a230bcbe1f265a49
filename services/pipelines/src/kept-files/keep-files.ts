import type { NodeDefinition } from '../definitions/definition.js';
import type { RunNode } from '../engine/run.graph.js';

/** Of one attempt of one step, packed. */
export const KEEP_FILES_BYTES = 256 * 1024 * 1024;
/** After that many days they are removed. */
export const KEPT_DAYS = 30;

/** How much of what a step changes in its workspace is kept; nothing where the file says so, or no step can ever find it. */
export function keepFilesBytes(definition: NodeDefinition, node: RunNode | undefined): number {
  if (definition.kind !== 'shell' || definition.keepFiles === false) return 0;
  return node && isBeforeStep(node) ? KEEP_FILES_BYTES : 0;
}

function isBeforeStep(node: RunNode): boolean {
  const seen = new Set<RunNode>();
  const waiting = [...node.successors];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.planned.kind === 'shell') return true;
    if (seen.has(next)) continue;
    seen.add(next);
    waiting.push(...next.successors);
  }
  return false;
}
