import type { PlannedNodeResponse, ReplayPlanResponse } from '../../../shared/api/generated/types.gen.js';
import { nodeState } from '../../../shared/model/states.js';
import { StateMark } from '../../../shared/ui/state-mark.js';
import type { ReplayChoice } from '../api/executions.js';
import { againWords } from '../model/replay-words.js';
import classes from './replay.module.css';

type Props = {
  plan: ReplayPlanResponse;
  /** What was asked for at first: that cannot be taken back here. */
  first: ReplayChoice;
  choice: ReplayChoice;
  onAdd: (key: string) => void;
};

/** Every node with what would become of it. One that would be taken over can be added to those that run again. */
export function ReplayPlan({ plan, first, choice, onAdd }: Props) {
  const kept = plan.nodes.filter(({ again }) => again === null).length;
  const isPart = choice.from.length > 0 || choice.failedOnly;
  return (
    <div>
      <p className={classes.sum} role="status">
        The same commit, by the pipeline file of then: {plan.nodes.length - kept} of {plan.nodes.length} nodes run again
        {kept > 0 && `; ${kept} ${kept === 1 ? 'is' : 'are'} taken over as ${kept === 1 ? 'it' : 'they'} ended`}.
      </p>
      <ul className={classes.nodes} aria-label="What becomes of each node" tabIndex={0}>
        {plan.nodes.map((node) => (
          <li key={node.key} data-again={node.again !== null || undefined}>
            <StateMark state={nodeState[node.status]} withWord={false} />
            <span className={classes.name}>{node.name}</span>
            <span className={classes.kind}>{node.kind}</span>
            <span className={classes.becomes}>{againWords(node.again)}</span>
            {isPart && !first.from.includes(node.key) && (
              <Add node={node} isAdded={choice.from.includes(node.key)} onAdd={onAdd} />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

type AddProps = { node: PlannedNodeResponse; isAdded: boolean; onAdd: (key: string) => void };

function Add({ node, isAdded, onAdd }: AddProps) {
  if (node.again !== null && !isAdded) return null;
  const label = isAdded ? 'Leave as it ended' : 'Run too';
  return (
    <button type="button" className={classes.add} aria-label={`${label}: ${node.name}`} onClick={() => onAdd(node.key)}>
      {label}
    </button>
  );
}
