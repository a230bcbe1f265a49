import { Graph, layout } from '@dagrejs/dagre';
import { BLOCKS, type DraftNode } from './draft.js';

export const NODE_WIDTH = 208;
export const NODE_HEIGHT = 54;

export type Place = { x: number; y: number };
export type DraftEdge = { id: string; from: string; to: string };
export type DraftLayout = { places: ReadonlyMap<string, Place>; edges: readonly DraftEdge[] };

/**
 * Where each node stands, in px from the top left, first to last downwards: what `onFailure` and `finally` hold below
 * everything before it. Draws every need that names a node, also those that go in a circle.
 */
export function layoutDraft(nodes: readonly DraftNode[]): DraftLayout {
  const graph = new Graph().setGraph({ rankdir: 'TB', nodesep: 20, ranksep: 36 }).setDefaultEdgeLabel(() => ({}));
  const known = new Set(nodes.map(({ key }) => key));
  const edges = nodes.flatMap(({ key, needs }) =>
    needs
      .filter((need) => known.has(need) && need !== key)
      .map((need) => ({ id: `${need}→${key}`, from: need, to: key })),
  );
  for (const { key } of nodes) graph.setNode(key, { width: NODE_WIDTH, height: NODE_HEIGHT });
  for (const { from, to } of [...edges, ...silentEdges(nodes)]) graph.setEdge(from, to);
  layout(graph);
  return { places: new Map(nodes.map(({ key }) => [key, topLeft(graph.node(key))])), edges };
}

/** One from the end of each block to the beginning of the next. */
function silentEdges(nodes: readonly DraftNode[]): { from: string; to: string }[] {
  const blocks = BLOCKS.map((block) => nodes.filter((node) => node.block === block)).filter((all) => all.length > 0);
  return blocks.slice(1).flatMap((block, at) => {
    const before = blocks[at] ?? [];
    const needed = new Set(before.flatMap(({ needs }) => needs));
    const own = new Set(block.map(({ key }) => key));
    const ends = before.filter(({ key }) => !needed.has(key));
    const starts = block.filter(({ needs }) => !needs.some((need) => own.has(need)));
    return ends.flatMap((end) => starts.map((start) => ({ from: end.key, to: start.key })));
  });
}

function topLeft(center: { x?: number; y?: number }): Place {
  return { x: Math.round((center.x ?? 0) - NODE_WIDTH / 2), y: Math.round((center.y ?? 0) - NODE_HEIGHT / 2) };
}
