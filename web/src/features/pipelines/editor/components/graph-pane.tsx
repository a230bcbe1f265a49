import {
  type Connection,
  type NodeTypes,
  type OnDelete,
  type OnEdgesChange,
  type OnInit,
  type OnNodesChange,
  Panel,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
  useStoreApi,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { memo, useCallback, useEffect, useMemo, useState } from 'react';
import { GraphOverview } from '../../../../shared/graph/graph-overview.js';
import { GraphPlaceholder } from '../../../../shared/graph/graph-placeholder.js';
import type { Layered } from '../../../../shared/graph/layered.js';
import { useLayered } from '../../../../shared/graph/use-layered.js';
import { useWalk } from '../../../../shared/graph/use-walk.js';
import { draftGraph, NODE_HEIGHT, NODE_WIDTH, shapeOf } from '../model/draft-layout.js';
import type { DraftNode } from '../model/draft.js';
import type { Problem } from '../model/problem-places.js';
import { cardKeeper, linesOf, selectedAfter, type Selection } from './flow-elements.js';
import classes from './graph.module.css';
import { type CardNode, NodeCard } from './node-card.js';

const NODE_TYPES: NodeTypes = { card: NodeCard };
const SIZE = { width: NODE_WIDTH, height: NODE_HEIGHT };
const DELETE_KEYS = ['Delete', 'Backspace'];
const NO_MARK = { hideAttribution: true };
const FIT = { padding: '24px', maxZoom: 1 } as const;
/** From how many nodes on a small map helps to find one. */
const MAP_FROM = 25;
/** A large graph that would be smaller than this begins at its first nodes, so that they can be read; "Fit" shows all of it. */
const READABLE_ZOOM = 0.6;
const FROM_EDGE_PX = 24;

const SELECT_WORDS = 'Arrow keys go to the next node, Enter selects it, Escape lets go of it.';
const LOOKING_WORDS = { 'node.a11yDescription.default': SELECT_WORDS };
const EDITING_WORDS = {
  'node.a11yDescription.default': `${SELECT_WORDS} Delete removes it. Its fields, and what it needs, are edited beside the graph.`,
  'edge.a11yDescription.default': 'Enter selects this need, Delete removes it, Escape lets go of it.',
};

export type GraphProps = {
  nodes: readonly DraftNode[];
  problems: ReadonlyMap<string, readonly Problem[]>;
  selection: Selection;
  onSelection: (change: (before: Selection) => Selection) => void;
  /** Undefined: the graph is to be looked at only. */
  onConnect?: (from: string, to: string) => void;
  onDelete?: (nodes: readonly string[], needs: readonly { from: string; to: string }[]) => void;
  /** The text cannot be read: what is drawn is what it said before. */
  isStale?: boolean;
  /** The text has not been read yet as it is now. */
  isBehind?: boolean;
};

/** A pipeline as a graph, first to last downwards. It is drawn anew for what it shows, and not for every key in the text beside it. */
export const GraphPane = memo(function GraphPane(props: GraphProps) {
  const shape = useMemo(() => shapeOf(props.nodes), [props.nodes]);
  const { layout, isBehind } = useLayered(shape, () => draftGraph(props.nodes));
  if (!layout) return <GraphPlaceholder count={props.nodes.length} />;
  return (
    <ReactFlowProvider>
      <Graph {...props} layout={layout} isBehind={isBehind || props.isBehind === true} />
    </ReactFlowProvider>
  );
});

function Graph(props: GraphProps & { layout: Layered }) {
  const { nodes, onConnect, onDelete, isStale = false, layout } = props;
  const isEditable = onConnect !== undefined && !isStale;
  const walk = useWalk(layout, SIZE, 'data-id');
  useFit(layout, nodes.length < MAP_FROM);
  const begin = useBegin(props);
  const elements = useElements(props, isEditable);
  const events = useEvents(props);
  return (
    <div className={classes.frame} data-stale={isStale || undefined} onKeyDown={walk}>
      <ReactFlow
        {...elements}
        {...events}
        nodeTypes={NODE_TYPES}
        onInit={begin}
        deleteKeyCode={isEditable && onDelete ? DELETE_KEYS : null}
        nodesDraggable={false}
        nodesConnectable={isEditable}
        edgesFocusable={isEditable}
        onlyRenderVisibleElements={nodes.length > MAP_FROM}
        fitView
        fitViewOptions={FIT}
        minZoom={0.1}
        maxZoom={1.5}
        proOptions={NO_MARK}
        aria-label="Graph of the pipeline"
        ariaLabelConfig={isEditable ? EDITING_WORDS : LOOKING_WORDS}
      >
        {nodes.length === 0 && <Nothing isStale={isStale} />}
        <GraphOverview fit={FIT} hasMap={nodes.length >= MAP_FROM} />
      </ReactFlow>
      {props.isBehind && !isStale && <p className={classes.behind}>Follows the text in a moment</p>}
    </div>
  );
}

/** Where a large graph begins: with its first node near the upper edge. */
function useBegin({ nodes, layout }: Pick<GraphProps, 'nodes'> & { layout: Layered }): OnInit<CardNode> {
  const store = useStoreApi();
  return (flow) => {
    const first = nodes[0] && layout.places.get(nodes[0].key);
    if (!first || nodes.length < MAP_FROM || flow.getZoom() >= READABLE_ZOOM) return;
    const halfHeight = store.getState().height / 2 / READABLE_ZOOM;
    const y = first.y + halfHeight - FROM_EDGE_PX / READABLE_ZOOM;
    void flow.setCenter(first.x + NODE_WIDTH / 2, y, { zoom: READABLE_ZOOM });
  };
}

/** The cards and the lines between them; the library compares them one by one with those that it has. */
function useElements({ nodes, problems, selection, layout }: GraphProps & { layout: Layered }, isEditable: boolean) {
  const [cardsFor] = useState(cardKeeper);
  const cards = useMemo(
    () => cardsFor({ nodes, layout, selection, problems, isEditable }),
    [cardsFor, nodes, layout, selection, problems, isEditable],
  );
  const edges = useMemo(() => linesOf({ layout, selection }), [layout, selection]);
  return { nodes: cards, edges };
}

/** What the graph tells of, each the same function as long as its listener is: to the library another one is another graph. */
function useEvents({ onSelection, onConnect, onDelete }: GraphProps) {
  const onNodesChange = useCallback<OnNodesChange<CardNode>>(
    (changes) => onSelection((before) => ({ ...before, nodes: selectedAfter(before.nodes, changes) })),
    [onSelection],
  );
  const onEdgesChange = useCallback<OnEdgesChange>(
    (changes) => onSelection((before) => ({ ...before, edges: selectedAfter(before.edges, changes) })),
    [onSelection],
  );
  const connect = useCallback(
    ({ source, target }: Connection) => source !== target && onConnect?.(source, target),
    [onConnect],
  );
  const remove = useCallback<OnDelete<CardNode>>(
    ({ nodes: gone, edges }) =>
      onDelete?.(
        gone.map(({ id }) => id),
        edges.map(({ source, target }) => ({ from: source, to: target })),
      ),
    [onDelete],
  );
  return { onNodesChange, onEdgesChange, onConnect: connect, onDelete: remove };
}

/** Shows all of a small graph again when its shape changes, and when the room for it does: fields and problems take some. */
function useFit(layout: Layered, isSmall: boolean): void {
  const flow = useReactFlow();
  const room = useStore(({ width, height }) => `${width} × ${height}`);
  useEffect(() => {
    if (!isSmall) return undefined;
    const frame = requestAnimationFrame(() => void flow.fitView(FIT));
    return () => cancelAnimationFrame(frame);
  }, [flow, layout, room, isSmall]);
}

/** Where the graph would be. */
function Nothing({ isStale }: { isStale: boolean }) {
  return (
    <Panel position="top-center" className={classes.nothing}>
      {isStale ? 'The graph is drawn once the text can be read.' : 'There is no node yet.'}
    </Panel>
  );
}
