import type { When } from './when.rules.js';

interface GraphNode {
  key: string;
  needs: readonly string[];
  when?: When | undefined;
}

/**
 * The keys of the nodes whose turn never comes, whatever happens: those that begin after a failure with nothing before them
 * that could fail, and those after them. `nodes` are in any order and without a circle.
 */
export function deadNodes(nodes: readonly GraphNode[]): string[] {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const known = new Map<string, boolean>();
  const isDead = (key: string): boolean => {
    const node = byKey.get(key);
    const before = known.get(key);
    if (before !== undefined || !node) return before ?? false;
    known.set(key, false);
    const dead = neverBegins(node, isDead);
    known.set(key, dead);
    return dead;
  };
  return nodes.map(({ key }) => key).filter(isDead);
}

/** A node that never begins is skipped, and that is neither what others want nor a failure. */
function neverBegins({ needs, when = 'success' }: GraphNode, isDead: (key: string) => boolean): boolean {
  if (when === 'always') return false;
  return when === 'success' ? needs.some(isDead) : needs.every(isDead);
}
