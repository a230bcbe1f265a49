import { Graph, layout } from '@dagrejs/dagre';

export type Place = { x: number; y: number };
export type Line = { from: string; to: string };
export type GraphEdge = Line & { id: string };

/** A graph to be placed in layers, first to last downwards; sizes and gaps in px. */
export type LayeredGraph = {
  nodes: readonly string[];
  /** What is drawn. */
  lines: readonly Line[];
  /** What puts one node below another and is not drawn. */
  silent?: readonly Line[];
  size: { width: number; height: number };
  gaps: { sibling: number; layer: number };
  /** Leaves out what follows from other lines. Not for graphs with circles. */
  isReduced?: boolean;
};

export type Layered = {
  /** From the top left. */
  places: ReadonlyMap<string, Place>;
  edges: readonly GraphEdge[];
  width: number;
  height: number;
};

/**
 * From how many nodes on the layers are found by the quick way. The thorough one makes lines shorter, and the time that it
 * takes grows with the square of the graph: seconds for three hundred nodes, minutes for a thousand.
 */
const QUICK_FROM = 100;

/** Where each node stands. Takes its time with large graphs; `useLayered` keeps them from the page. */
export function layered({ nodes, lines, silent = [], size, gaps, isReduced = false }: LayeredGraph): Layered {
  const ranker = nodes.length < QUICK_FROM ? 'network-simplex' : 'tight-tree';
  const graph = new Graph()
    .setGraph({ rankdir: 'TB', nodesep: gaps.sibling, ranksep: gaps.layer, ranker })
    .setDefaultEdgeLabel(() => ({}));
  const drawn = isReduced ? reduced(nodes, lines) : lines;
  for (const key of nodes) graph.setNode(key, { ...size });
  for (const { from, to } of [...drawn, ...silent]) graph.setEdge(from, to);
  layout(graph);
  const places = new Map(nodes.map((key) => [key, topLeft(graph.node(key), size)]));
  const all = [...places.values()];
  return {
    places,
    edges: drawn.map(({ from, to }) => ({ id: `${from}→${to}`, from, to })),
    width: all.reduce((most, { x }) => Math.max(most, x + size.width), 0),
    height: all.reduce((most, { y }) => Math.max(most, y + size.height), 0),
  };
}

function topLeft(center: { x?: number; y?: number }, { width, height }: LayeredGraph['size']): Place {
  return { x: Math.round((center.x ?? 0) - width / 2), y: Math.round((center.y ?? 0) - height / 2) };
}

/** Each line once, without those between nodes that others lead between too. */
function reduced(nodes: readonly string[], lines: readonly Line[]): Line[] {
  const needs = new Map(nodes.map((key) => [key, new Set<string>()]));
  for (const { from, to } of lines) needs.get(to)?.add(from);
  const before = allBefore(needs);
  return nodes.flatMap((to) => {
    const own = [...(needs.get(to) ?? [])];
    const indirect = new Set(own.flatMap((need) => [...before(need)]));
    return own.filter((from) => !indirect.has(from)).map((from) => ({ from, to }));
  });
}

/** All that each node comes after, by its key. */
function allBefore(needs: ReadonlyMap<string, ReadonlySet<string>>): (key: string) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>();
  const of = (key: string): ReadonlySet<string> => {
    const found = known.get(key) ?? new Set([...(needs.get(key) ?? [])].flatMap((need) => [need, ...of(need)]));
    known.set(key, found);
    return found;
  };
  return of;
}
