import { layered, type Layered, type LayeredGraph, type Line } from '../../../../shared/graph/layered.js';
import { BLOCKS, type DraftNode } from './draft.js';

export const NODE_WIDTH = 208;
export const NODE_HEIGHT = 54;

/** Of each node what decides where it stands. */
export const shapeOf = (nodes: readonly DraftNode[]): string =>
  JSON.stringify(nodes.map(({ key, block, needs }) => [key, block, needs]));

/**
 * A draft as a graph: what `onFailure` and `finally` hold below everything before it. Draws every need that names a node,
 * also those that go in a circle.
 */
export function draftGraph(nodes: readonly DraftNode[]): LayeredGraph {
  const known = new Set(nodes.map(({ key }) => key));
  const lines = nodes.flatMap(({ key, needs }) =>
    needs.filter((need) => known.has(need) && need !== key).map((need) => ({ from: need, to: key })),
  );
  const keys = nodes.map(({ key }) => key);
  const size = { width: NODE_WIDTH, height: NODE_HEIGHT };
  return { nodes: keys, lines, silent: silentLines(nodes), size, gaps: { sibling: 20, layer: 36 } };
}

export const layoutDraft = (nodes: readonly DraftNode[]): Layered => layered(draftGraph(nodes));

/** One from the end of each block to the beginning of the next. */
function silentLines(nodes: readonly DraftNode[]): Line[] {
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
