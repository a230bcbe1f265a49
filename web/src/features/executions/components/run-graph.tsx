import { ReactFlow, ReactFlowProvider, type Edge, type NodeTypes } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useMediaQuery } from '@mantine/hooks';
import { useRef, type CSSProperties, type KeyboardEvent } from 'react';
import type { NodeResponse } from '../../../shared/api/generated/types.gen.js';
import type { Layered } from '../../../shared/graph/layered.js';
import { GraphPlaceholder } from '../../../shared/graph/graph-placeholder.js';
import { neighbour } from '../../../shared/graph/neighbour.js';
import { useLayered } from '../../../shared/graph/use-layered.js';
import { NODE_HEIGHT, NODE_WIDTH, runGraph } from '../model/graph-layout.js';
import { GraphNode, type GraphNodeType } from './graph-node.js';
import classes from './run-graph.module.css';

const NODE_TYPES: NodeTypes = { run: GraphNode };
const PAD_PX = 24;

type Props = { nodes: readonly NodeResponse[]; selected: string | undefined; onSelect: (key: string) => void };

/** The run as a graph, first to last downwards. Arrow keys walk through it, Enter opens a node's log. */
export function RunGraph(props: Props) {
  const { nodes } = props;
  // States change all the time, the shape of a run never does.
  const shape = JSON.stringify(nodes.map(({ key, needs }) => [key, needs]));
  const layout = useLayered(shape, () => runGraph(nodes));
  if (!layout) return <GraphPlaceholder count={nodes.length} />;
  return <PlacedGraph {...props} layout={layout} />;
}

function PlacedGraph({ nodes, selected, onSelect, layout }: Props & { layout: Layered }) {
  const frame = useRef<HTMLDivElement>(null);
  const isFine = useMediaQuery('(pointer: fine)', true, { getInitialValueInEffect: false });
  const walk = (event: KeyboardEvent) => {
    const key = (event.target as Element).closest('[data-node-key]')?.getAttribute('data-node-key');
    const next = key && neighbour(layout, key, event.key);
    if (!next) return;
    event.preventDefault();
    frame.current?.querySelector<HTMLElement>(`[data-node-key="${CSS.escape(next)}"]`)?.focus();
  };
  return (
    <div ref={frame} className={classes.frame} style={sizeOf(layout)} onKeyDown={walk}>
      <ReactFlowProvider>
        <ReactFlow
          nodes={flowNodes(nodes, layout, selected, onSelect)}
          edges={flowEdges(nodes, layout)}
          nodeTypes={NODE_TYPES}
          fitView
          fitViewOptions={{ padding: `${PAD_PX}px`, maxZoom: 1 }}
          minZoom={0.3}
          maxZoom={1.5}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          panOnDrag={isFine}
          zoomOnScroll={false}
          zoomOnPinch={isFine}
          zoomOnDoubleClick={false}
          preventScrolling={false}
          proOptions={{ hideAttribution: true }}
          aria-label="Graph of the run"
        />
      </ReactFlowProvider>
    </div>
  );
}

/** How tall the graph is at its full size, and its shape, for screens that are too narrow for it. */
function sizeOf({ width, height }: Layered): CSSProperties {
  const tall = height + 2 * PAD_PX;
  return { '--graph-height': `${tall}px`, '--graph-shape': tall / (width + 2 * PAD_PX) } as CSSProperties;
}

function flowNodes(
  nodes: readonly NodeResponse[],
  layout: Layered,
  selected: string | undefined,
  onSelect: Props['onSelect'],
): GraphNodeType[] {
  return nodes.map((node) => ({
    id: node.key,
    type: 'run',
    position: layout.places.get(node.key) ?? { x: 0, y: 0 },
    width: NODE_WIDTH,
    height: NODE_HEIGHT,
    data: { node, isSelected: node.key === selected, onSelect },
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
