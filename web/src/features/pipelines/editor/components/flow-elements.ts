import type { Edge } from '@xyflow/react';
import type { Layered } from '../../../../shared/graph/layered.js';
import { NODE_HEIGHT, NODE_WIDTH } from '../model/draft-layout.js';
import type { DraftNode } from '../model/draft.js';
import type { Problem } from '../model/problem-places.js';
import { type CardNode, problemWords } from './node-card.js';

export type Selection = { nodes: ReadonlySet<string>; edges: ReadonlySet<string> };
export const NOTHING_SELECTED: Selection = { nodes: new Set(), edges: new Set() };

type Shown = {
  nodes: readonly DraftNode[];
  layout: Layered;
  selection: Selection;
  problems: ReadonlyMap<string, readonly Problem[]>;
  isEditable: boolean;
};

/** The nodes of a draft as the graph draws them; one that is not placed yet is not drawn. */
export function cardsOf({ nodes, layout, selection, problems, isEditable }: Shown): CardNode[] {
  const placed = nodes.filter(({ key }) => layout.places.has(key));
  return placed.map((node) => {
    const count = problems.get(node.key)?.length ?? 0;
    const needs = node.needs.length > 0 ? `needs ${node.needs.join(' and ')}` : '';
    const words = [node.name, node.kind, needs, count > 0 ? problemWords(count) : ''].filter((word) => word !== '');
    return {
      ...{ id: node.key, type: 'card', width: NODE_WIDTH, height: NODE_HEIGHT },
      // Without it the library forgets where the handles are, each time that a node is made anew.
      measured: { width: NODE_WIDTH, height: NODE_HEIGHT },
      position: layout.places.get(node.key) ?? { x: 0, y: 0 },
      selected: selection.nodes.has(node.key),
      ariaLabel: words.join(', '),
      data: { node, problems: count, isEditable },
    };
  });
}

export const linesOf = ({ layout, selection }: Pick<Shown, 'layout' | 'selection'>): Edge[] =>
  layout.edges.map(({ id, from, to }) => ({
    ...{ id, source: from, target: to, selected: selection.edges.has(id), ariaLabel: `${to} needs ${from}` },
  }));

type Change = { type: string };
type SelectChange = { type: 'select'; id: string; selected: boolean };

const isSelect = (change: Change): change is SelectChange => change.type === 'select';

/** The ids that are selected after changes of them; the same set where nothing of it has changed. */
export function selectedAfter(before: ReadonlySet<string>, changes: readonly Change[]): ReadonlySet<string> {
  const selects = changes.filter(isSelect);
  if (selects.length === 0) return before;
  const after = new Set(before);
  for (const { id, selected } of selects) {
    if (selected) after.add(id);
    else after.delete(id);
  }
  return after;
}
