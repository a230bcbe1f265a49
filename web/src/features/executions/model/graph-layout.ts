import { layered, type Layered, type LayeredGraph, type Place } from '../../../shared/graph/layered.js';

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

const STEPS: Record<string, Place> = {
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
};

/** The nearest node in the direction of an arrow key; undefined at the border and for other keys. */
export function neighbour({ places }: Pick<Layered, 'places'>, key: string, arrow: string): string | undefined {
  const from = places.get(key);
  const step = STEPS[arrow];
  if (!from || !step) return undefined;
  const ahead = [...places].flatMap(([other, at]) => {
    const forward = (at.x - from.x) * step.x + (at.y - from.y) * step.y;
    const sideways = Math.abs((at.x - from.x) * step.y) + Math.abs((at.y - from.y) * step.x);
    return forward > 0 ? [{ other, cost: forward + sideways * 2 }] : [];
  });
  return ahead.sort((a, b) => a.cost - b.cost)[0]?.other;
}
