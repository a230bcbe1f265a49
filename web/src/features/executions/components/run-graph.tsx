import { ReactFlow, ReactFlowProvider, type Edge, type NodeTypes, type ReactFlowInstance } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useMemo, type CSSProperties } from 'react';
import type { NodeResponse } from '../../../shared/api/generated/types.gen.js';
import type { Layered } from '../../../shared/graph/layered.js';
import { GraphPlaceholder } from '../../../shared/graph/graph-placeholder.js';
import { GraphOverview } from '../../../shared/graph/graph-overview.js';
import { useLayered } from '../../../shared/graph/use-layered.js';
import { useShowNode } from '../../../shared/graph/use-show-node.js';
import { useWalk } from '../../../shared/graph/use-walk.js';
import { NODE_HEIGHT, NODE_WIDTH, runGraph } from '../model/graph-layout.js';
import { GraphNode, type GraphNodeType } from './graph-node.js';
import { NodeChoiceContext } from './node-choice.js';
import classes from './run-graph.module.css';

const NODE_TYPES: NodeTypes = { run: GraphNode };
const PAD_PX = 24;
const FIT = { padding: `${PAD_PX}px`, maxZoom: 1 } as const;
const SIZE = { width: NODE_WIDTH, height: NODE_HEIGHT };
/** From how many nodes on only those in sight are drawn, and a small map helps to find one. */
const LARGE_FROM = 25;
/** A large graph that would be smaller than this begins at the selected node instead of with all of it. */
const READABLE_ZOOM = 0.6;

type Props = { nodes: readonly NodeResponse[]; selected: string | undefined; onSelect: (key: string) => void };

/** The run as a graph, first to last downwards. Arrow keys walk through it, Enter opens a node's log. */
export function RunGraph(props: Props) {
  const { nodes } = props;
  // States change all the time, the shape of a run never does.
  const shape = useMemo(() => JSON.stringify(nodes.map(({ key, needs }) => [key, needs])), [nodes]);
  const { layout } = useLayered(shape, () => runGraph(nodes));
  if (!layout) return <GraphPlaceholder count={nodes.length} />;
  return <PlacedGraph {...props} layout={layout} />;
}

function PlacedGraph(props: Props & { layout: Layered }) {
  return (
    <ReactFlowProvider>
      <NodeChoiceContext value={props}>
        <Drawn {...props} />
      </NodeChoiceContext>
    </ReactFlowProvider>
  );
}

function Drawn({ nodes, selected, layout }: Omit<Props, 'onSelect'> & { layout: Layered }) {
  const isFine = useMediaQuery('(pointer: fine)', true, { getInitialValueInEffect: false });
  const isLarge = nodes.length >= LARGE_FROM;
  const isMovable = isFine || isLarge;
  const cards = useMemo(() => flowNodes(nodes, layout), [nodes, layout]);
  const edges = useMemo(() => flowEdges(nodes, layout), [nodes, layout]);
  const walk = useWalk(layout, SIZE, 'data-node-key');
  const show = useShowNode(layout, SIZE);
  useEffect(() => {
    if (isLarge && selected !== undefined) show(selected);
  }, [isLarge, selected, show]);
  const begin = (flow: ReactFlowInstance<GraphNodeType>) => {
    const place = isLarge && selected !== undefined ? layout.places.get(selected) : undefined;
    if (place && flow.getZoom() < READABLE_ZOOM)
      void flow.setCenter(place.x + NODE_WIDTH / 2, place.y + NODE_HEIGHT / 2, { zoom: READABLE_ZOOM });
  };
  return (
    <div className={classes.frame} data-large={isLarge || undefined} style={sizeOf(layout)} onKeyDown={walk}>
      <ReactFlow
        nodes={cards}
        edges={edges}
        nodeTypes={NODE_TYPES}
        onInit={begin}
        fitView
        fitViewOptions={FIT}
        minZoom={isLarge ? 0.1 : 0.3}
        maxZoom={1.5}
        onlyRenderVisibleElements={isLarge}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        panOnDrag={isMovable}
        zoomOnScroll={false}
        zoomOnPinch={isMovable}
        zoomOnDoubleClick={false}
        preventScrolling={false}
        proOptions={{ hideAttribution: true }}
        aria-label="Graph of the run"
      >
        {isLarge && <GraphOverview fit={FIT} />}
      </ReactFlow>
    </div>
  );
}

/** How tall the graph is at its full size, and its shape, for screens that are too narrow for it. */
function sizeOf({ width, height }: Layered): CSSProperties {
  const tall = height + 2 * PAD_PX;
  return { '--graph-height': `${tall}px`, '--graph-shape': tall / (width + 2 * PAD_PX) } as CSSProperties;
}

function flowNodes(nodes: readonly NodeResponse[], layout: Layered): GraphNodeType[] {
  return nodes.map((node) => ({
    id: node.key,
    type: 'run',
    position: layout.places.get(node.key) ?? { x: 0, y: 0 },
    ...SIZE,
    data: { node },
  }));
}

/** An edge is bright once its first node is done: the run has come through here. */
function flowEdges(nodes: readonly NodeResponse[], layout: Layered): Edge[] {
  const done = new Set(nodes.filter(({ status }) => status === 'succeeded').map(({ key }) => key));
  return layout.edges.map(({ id, from, to }) => ({
    id,
    source: from,
    target: to,
    className: done.has(from) ? classes.passed : classes.ahead,
  }));
}
