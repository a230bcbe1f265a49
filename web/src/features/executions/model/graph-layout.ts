import { Graph, layout } from '@dagrejs/dagre';

export const NODE_WIDTH = 180;
export const NODE_HEIGHT = 46;
const RANK_GAP = 30;
const SIBLING_GAP = 16;

type Step = { key: string; needs: readonly string[] };
export type Place = { x: number; y: number };
export type GraphLayout = {
  places: ReadonlyMap<string, Place>;
  edges: readonly { id: string; from: string; to: string }[];
  width: number;
  height: number;
};

/**
 * Where each node stands, in px from the top left, first to last downwards. A need that names no node draws nothing, nor
 * does one that follows from the others: what is done in the end needs everything before it.
 */
export function layoutGraph(nodes: readonly Step[]): GraphLayout {
  const graph = new Graph()
    .setGraph({ rankdir: 'TB', nodesep: SIBLING_GAP, ranksep: RANK_GAP })
    .setDefaultEdgeLabel(() => ({}));
  const before = allNeeds(nodes);
  const known = new Set(nodes.map(({ key }) => key));
  const edges = nodes.flatMap(({ key, needs }) =>
    directNeeds(
      needs.filter((need) => known.has(need)),
      before,
    ).map((need) => ({ id: `${need}→${key}`, from: need, to: key })),
  );
  for (const { key } of nodes) graph.setNode(key, { width: NODE_WIDTH, height: NODE_HEIGHT });
  for (const { from, to } of edges) graph.setEdge(from, to);
  layout(graph);
  const places = new Map(nodes.map(({ key }) => [key, topLeft(graph.node(key))]));
  const all = [...places.values()];
  const right = Math.max(0, ...all.map(({ x }) => x + NODE_WIDTH));
  const bottom = Math.max(0, ...all.map(({ y }) => y + NODE_HEIGHT));
  return { places, edges, width: right, height: bottom };
}

/** All that each node comes after, by its key. The API gives no circles. */
function allNeeds(nodes: readonly Step[]): (key: string) => ReadonlySet<string> {
  const needs = new Map(nodes.map((node) => [node.key, node.needs]));
  const known = new Map<string, ReadonlySet<string>>();
  const of = (key: string): ReadonlySet<string> => {
    const found = known.get(key) ?? new Set((needs.get(key) ?? []).flatMap((need) => [need, ...of(need)]));
    known.set(key, found);
    return found;
  };
  return of;
}

function directNeeds(needs: readonly string[], before: (key: string) => ReadonlySet<string>): string[] {
  const indirect = new Set(needs.flatMap((need) => [...before(need)]));
  return [...new Set(needs)].filter((need) => !indirect.has(need));
}

function topLeft(center: { x?: number; y?: number }): Place {
  return { x: Math.round((center.x ?? 0) - NODE_WIDTH / 2), y: Math.round((center.y ?? 0) - NODE_HEIGHT / 2) };
}

const STEPS: Record<string, Place> = {
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
};

/** The nearest node in the direction of an arrow key; undefined at the border and for other keys. */
export function neighbour({ places }: GraphLayout, key: string, arrow: string): string | undefined {
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
