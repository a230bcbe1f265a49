import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import classes from './graph.module.css';

type Content = {
  name: string;
  kind: string;
  stage: string | undefined;
  /** When a node outside of `nodes` begins. */
  when: string;
  problems: number;
  isEditable: boolean;
};
export type CardNode = Node<Content, 'card'>;

/** A node of the graph: its name, its kind and stage, and whether something is wrong with it. */
export function NodeCard({ data: { name, kind, stage, when, problems, isEditable } }: NodeProps<CardNode>) {
  const words = [kind || 'no kind', stage === kind ? undefined : stage, when];
  return (
    <div className={classes.card} data-stage={stage} data-broken={problems > 0 || undefined}>
      <Handle type="target" position={Position.Top} className={classes.handle} isConnectable={isEditable} />
      <span className={classes.name}>{name}</span>
      {problems > 0 && (
        <span className={classes.problems} title={problemWords(problems)}>
          ✕ {problems}
        </span>
      )}
      <span className={classes.kind}>{words.filter(Boolean).join(' · ')}</span>
      <Handle type="source" position={Position.Bottom} className={classes.handle} isConnectable={isEditable} />
    </div>
  );
}

export const problemWords = (count: number): string => (count === 1 ? '1 problem' : `${count} problems`);
