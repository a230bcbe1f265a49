import { type KeyboardEvent, useCallback } from 'react';
import type { Layered } from './layered.js';
import { neighbour } from './neighbour.js';
import { useShowNode } from './use-show-node.js';

/** So many frames later a node that has come into sight is drawn, or never. */
const MOST_FRAMES = 20;

type Size = { width: number; height: number };

/**
 * For `onKeyDown` of the frame of a graph: the arrow keys move the focus from node to node, also to one that is out of sight and
 * therefore not drawn yet. `attribute` is what an element that can have the focus holds the key of its node in.
 */
export function useWalk(layout: Layered, size: Size, attribute: string): (event: KeyboardEvent<HTMLElement>) => void {
  const show = useShowNode(layout, size);
  return useCallback(
    (event) => {
      const from = (event.target as Element).closest(`[${attribute}]`)?.getAttribute(attribute);
      const next = from ? neighbour(layout, from, event.key) : undefined;
      if (next === undefined) return;
      event.preventDefault();
      const frame = event.currentTarget;
      show(next);
      focusSoon(() => frame.querySelector<HTMLElement>(`[${attribute}="${CSS.escape(next)}"]`), MOST_FRAMES);
    },
    [layout, show, attribute],
  );
}

/** The frame moves the graph, so the browser must not scroll what is in it. */
function focusSoon(find: () => HTMLElement | null, frames: number): void {
  const found = find();
  if (found) found.focus({ preventScroll: true });
  else if (frames > 0) requestAnimationFrame(() => focusSoon(find, frames - 1));
}
