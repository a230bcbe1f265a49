import {
  type Connection,
  type NodeTypes,
  Panel,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useEffect, useMemo } from 'react';
import { GraphOverview } from '../../../../shared/graph/graph-overview.js';
import { GraphPlaceholder } from '../../../../shared/graph/graph-placeholder.js';
import type { Layered } from '../../../../shared/graph/layered.js';
import { useLayered } from '../../../../shared/graph/use-layered.js';
import { useWalk } from '../../../../shared/graph/use-walk.js';
import { draftGraph, NODE_HEIGHT, NODE_WIDTH, shapeOf } from '../model/draft-layout.js';
import type { DraftNode } from '../model/draft.js';
import type { Problem } from '../model/problem-places.js';
import { cardsOf, linesOf, selectedAfter, type Selection } from './flow-elements.js';
import classes from './graph.module.css';
import { NodeCard } from './node-card.js';

const NODE_TYPES: NodeTypes = { card: NodeCard };
const SIZE = { width: NODE_WIDTH, height: NODE_HEIGHT };
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
  const shape = useMemo(() => shapeOf(props.nodes), [props.nodes]);
  const layout = useLayered(shape, () => draftGraph(props.nodes));
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
  const walk = useWalk(layout, SIZE, 'data-id');
  useFit(layout, nodes.length < MAP_FROM);
  const cards = useMemo(
    () => cardsOf({ nodes, layout, selection, problems, isEditable }),
    [nodes, layout, selection, problems, isEditable],
  );
  const lines = useMemo(() => linesOf({ layout, selection }), [layout, selection]);
  const connect = ({ source, target }: Connection) => source !== target && onConnect?.(source, target);
  return (
    <div className={classes.frame} data-stale={isStale || undefined} onKeyDown={walk}>
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
        {nodes.length === 0 && <Nothing isStale={isStale} />}
        <GraphOverview fit={FIT} hasMap={nodes.length >= MAP_FROM} />
      </ReactFlow>
    </div>
  );
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
