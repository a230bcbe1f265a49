interface GraphNode {
  key: string;
  needs: readonly string[];
}

/** Every node that has to finish before `key` can run, each once, in no order. The graph must have no circle. */
export function upstreamOf<N extends GraphNode>(key: string, nodes: ReadonlyMap<string, N>): N[] {
  const found = new Map<string, N>();
  const waiting = [...(nodes.get(key)?.needs ?? [])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const node = nodes.get(next);
    if (!node || found.has(next)) continue;
    found.set(next, node);
    waiting.push(...node.needs);
  }
  return [...found.values()];
}
