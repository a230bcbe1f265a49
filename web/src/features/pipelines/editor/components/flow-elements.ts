import type { Edge } from '@xyflow/react';
import type { Layered } from '../../../../shared/graph/layered.js';
import { NODE_HEIGHT, NODE_WIDTH } from '../model/draft-layout.js';
import type { DraftNode } from '../model/draft.js';
import { BLOCK_WORDS, stageOf } from '../model/node-kinds.js';
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

/**
 * The nodes of a draft as the graph draws them; one that is not placed yet is not drawn. Of a node that looks as it did the card is
 * the one of `before`, and so is the whole list where all of them are: what has not changed is not drawn anew.
 */
export function cardsOf(shown: Shown, before: readonly CardNode[] = []): CardNode[] {
  const known = new Map(before.map((card) => [card.id, card]));
  const placed = shown.nodes.filter(({ key }) => shown.layout.places.has(key));
  const cards = placed.map((node) => {
    const [old, card] = [known.get(node.key), cardOf(node, shown)];
    return old && looksTheSame(old, card) ? old : card;
  });
  const isAll = cards.length === before.length && cards.every((card, at) => card === before[at]);
  return isAll ? (before as CardNode[]) : cards;
}

/** `cardsOf` that remembers what it has given last. */
export function cardKeeper(): (shown: Shown) => CardNode[] {
  let last: CardNode[] = [];
  return (shown) => (last = cardsOf(shown, last));
}

function cardOf(node: DraftNode, { layout, selection, problems, isEditable }: Shown): CardNode {
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
    data: { ...faceOf(node), problems: count, isEditable },
  };
}

const faceOf = (node: DraftNode): Omit<CardNode['data'], 'problems' | 'isEditable'> => ({
  ...{ name: node.name, kind: node.kind, stage: stageOf(node), when: BLOCK_WORDS[node.block] },
});

const looksTheSame = (one: CardNode, other: CardNode): boolean =>
  one.selected === other.selected &&
  one.ariaLabel === other.ariaLabel &&
  hasSame(one.position, other.position) &&
  hasSame(one.data, other.data);

const hasSame = <T extends object>(one: T, other: T): boolean =>
  (Object.keys(one) as (keyof T)[]).every((key) => one[key] === other[key]);

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
