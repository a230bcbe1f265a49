import { layered, type Layered, type LayeredGraph } from '../../../shared/graph/layered.js';

export const NODE_WIDTH = 180;
export const NODE_HEIGHT = 46;

type Step = { key: string; needs: readonly string[] };

/**
 * A run as a graph. A need that names no node draws nothing, nor does one that follows from the others: what is done in the
 * end needs everything before it. The API gives no circles.
 */
export function runGraph(nodes: readonly Step[]): LayeredGraph {
  const known = new Set(nodes.map(({ key }) => key));
  const lines = nodes.flatMap(({ key, needs }) =>
    needs.filter((need) => known.has(need)).map((need) => ({ from: need, to: key })),
  );
  const size = { width: NODE_WIDTH, height: NODE_HEIGHT };
  const keys = nodes.map(({ key }) => key);
  return { nodes: keys, lines, size, gaps: { sibling: 16, layer: 30 }, isReduced: true };
}

export const layoutGraph = (nodes: readonly Step[]): Layered => layered(runGraph(nodes));
