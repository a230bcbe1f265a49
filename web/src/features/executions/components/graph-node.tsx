import { Handle, Position, type Node, type NodeProps } from '@xyflow/react';
import { useContext } from 'react';
import type { NodeResponse } from '../../../shared/api/generated/types.gen.js';
import { Duration } from '../../../shared/ui/duration.js';
import { StateGlyph } from '../../../shared/ui/state-glyph.js';
import { nodeMark } from '../model/node-mark.js';
import { NodeChoiceContext } from './node-choice.js';
import classes from './run-graph.module.css';

type Content = { node: NodeResponse };
export type GraphNodeType = Node<Content, 'run'>;

/** A node of the graph: a button with its mark, name, kind and time. */
export function GraphNode({ data: { node } }: NodeProps<GraphNodeType>) {
  const { selected, onSelect } = useContext(NodeChoiceContext);
  const state = nodeMark(node);
  const hasTime = node.durationMs !== null || node.status === 'running' || node.status === 'waiting';
  return (
    <>
      <Handle type="target" position={Position.Top} className={classes.handle} isConnectable={false} />
      <button
        type="button"
        className={classes.node}
        data-node-key={node.key}
        data-status={state.mark === 'warning' ? 'warning' : node.status}
        data-copied={node.copiedFrom !== null || undefined}
        aria-pressed={node.key === selected}
        onClick={() => onSelect(node.key)}
      >
        <span className={classes.glyph} data-mark={state.mark}>
          <StateGlyph mark={state.mark} size={14} />
        </span>
        <span className={classes.name}>{node.name}</span>
        <span className={classes.kind}>
          {node.copiedFrom ? `of #${node.copiedFrom.number}` : node.kind}
          {node.attempt > 1 && (
            <>
              <span aria-hidden="true"> ×{node.attempt}</span>
              <span className={classes.hidden}>, attempt {node.attempt}</span>
            </>
          )}
          {hasTime && <span className={classes.hidden}>, {state.word}</span>}
        </span>
        <span className={classes.time}>
          {hasTime ? <Duration ms={node.durationMs} runningSince={node.startedAt} /> : state.word}
        </span>
      </button>
      <Handle type="source" position={Position.Bottom} className={classes.handle} isConnectable={false} />
    </>
  );
}
