import { Button } from '@mantine/core';
import {
  type Connection,
  MiniMap,
  type NodeTypes,
  Panel,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { type KeyboardEvent, useEffect, useMemo } from 'react';
import { GraphPlaceholder } from '../../../../shared/graph/graph-placeholder.js';
import type { Layered } from '../../../../shared/graph/layered.js';
import { neighbour } from '../../../../shared/graph/neighbour.js';
import { useLayered } from '../../../../shared/graph/use-layered.js';
import { draftGraph, shapeOf } from '../model/draft-layout.js';
import type { DraftNode } from '../model/draft.js';
import type { Problem } from '../model/problem-places.js';
import { cardsOf, linesOf, selectedAfter, type Selection } from './flow-elements.js';
import classes from './graph.module.css';
import { NodeCard } from './node-card.js';

const NODE_TYPES: NodeTypes = { card: NodeCard };
const FIT = { padding: '24px', maxZoom: 1 } as const;
/** From how many nodes on a small map helps to find one. */
const MAP_FROM = 25;

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
};

/** A pipeline as a graph, first to last downwards. */
export function GraphPane(props: GraphProps) {
  const layout = useLayered(shapeOf(props.nodes), () => draftGraph(props.nodes));
  if (!layout) return <GraphPlaceholder count={props.nodes.length} />;
  return (
    <ReactFlowProvider>
      <Graph {...props} layout={layout} />
    </ReactFlowProvider>
  );
}

function Graph(props: GraphProps & { layout: Layered }) {
  const { nodes, problems, selection, onSelection, onConnect, onDelete, isStale = false, layout } = props;
  const isEditable = onConnect !== undefined && !isStale;
  useFit(layout, nodes.length < MAP_FROM);
  const cards = useMemo(
    () => cardsOf({ nodes, layout, selection, problems, isEditable }),
    [nodes, layout, selection, problems, isEditable],
  );
  const lines = useMemo(() => linesOf({ layout, selection }), [layout, selection]);
  const connect = ({ source, target }: Connection) => source !== target && onConnect?.(source, target);
  return (
    <div className={classes.frame} data-stale={isStale || undefined} onKeyDown={(event) => walk(event, layout)}>
      <ReactFlow
        nodes={cards}
        edges={lines}
        nodeTypes={NODE_TYPES}
        onNodesChange={(changes) =>
          onSelection((before) => ({ ...before, nodes: selectedAfter(before.nodes, changes) }))
        }
        onEdgesChange={(changes) =>
          onSelection((before) => ({ ...before, edges: selectedAfter(before.edges, changes) }))
        }
        onConnect={connect}
        onDelete={({ nodes: gone, edges }) =>
          onDelete?.(
            gone.map(({ id }) => id),
            edges.map(({ source, target }) => ({ from: source, to: target })),
          )
        }
        deleteKeyCode={isEditable && onDelete ? ['Delete', 'Backspace'] : null}
        nodesDraggable={false}
        nodesConnectable={isEditable}
        edgesFocusable={isEditable}
        onlyRenderVisibleElements={nodes.length > MAP_FROM}
        fitView
        fitViewOptions={FIT}
        minZoom={0.1}
        maxZoom={1.5}
        proOptions={{ hideAttribution: true }}
        aria-label="Graph of the pipeline"
        ariaLabelConfig={isEditable ? EDITING_WORDS : LOOKING_WORDS}
      >
        <Notes isEmpty={nodes.length === 0} isStale={isStale} />
        {nodes.length >= MAP_FROM && <MiniMap className={classes.map} pannable ariaLabel="Where the view is" />}
      </ReactFlow>
    </div>
  );
}

/** Goes from node to node by the arrow keys. */
function walk(event: KeyboardEvent<HTMLElement>, layout: Layered): void {
  const from = (event.target as Element).closest<HTMLElement>('.react-flow__node')?.dataset['id'];
  const to = from === undefined ? undefined : neighbour(layout, from, event.key);
  if (to === undefined) return;
  event.preventDefault();
  event.currentTarget.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(to)}"]`)?.focus();
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

/** What there is beside the graph itself. */
function Notes({ isEmpty, isStale }: { isEmpty: boolean; isStale: boolean }) {
  return (
    <>
      {isEmpty && (
        <Panel position="top-center" className={classes.nothing}>
          {isStale ? 'The graph is drawn once the text can be read.' : 'There is no node yet.'}
        </Panel>
      )}
      <Panel position="bottom-left">
        <FitButton />
      </Panel>
    </>
  );
}

function FitButton() {
  const flow = useReactFlow();
  return (
    <Button variant="default" size="compact-xs" onClick={() => void flow.fitView(FIT)}>
      Fit
    </Button>
  );
}
