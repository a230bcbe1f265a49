import type { Actor } from '@throughline/contracts';
import { type ConditionContext, judge } from '../definitions/condition.rules.js';
import type { ExecutionEvent } from './execution-planner.js';
import type { LoadedRun, NodeRow } from './execution-rows.js';
import { addTo, type RunChange } from './run-change.js';

type End = Pick<Extract<ExecutionEvent, { type: 'node' }>, 'message' | 'trigger'>;

/**
 * Plans the end of each node that waits for the engine itself, at most `limit`. Without any the change is
 * empty, which still says, under the execution's revision, that there is nothing to do.
 */
export function workOn(loaded: LoadedRun, { actor, limit }: { actor: Actor; limit: number }): RunChange {
  const change: RunChange = { loaded, actor, commands: [], facts: new Map() };
  // Those whose turn comes by this are for the next change: they begin when the end of these is committed.
  const due = [...loaded.run.engineWork].slice(0, limit);
  for (const { planned } of due) {
    const node = loaded.nodes.get(planned.key);
    if (!node) throw new Error(`${planned.key} is planned and not there`);
    addTo(change, { type: 'node', key: node.key, ...endOf(node, loaded) });
  }
  return change;
}

function endOf(node: NodeRow, loaded: LoadedRun): End {
  const { definition } = node;
  if (definition.kind !== 'gate') throw new Error(`the engine does not do a ${definition.kind}`);
  const judgement = judge(definition.condition, contextOf(loaded));
  if ('trouble' in judgement)
    return { trigger: 'fail', message: `The condition cannot be judged: ${judgement.trouble}.` };
  if (judgement.holds) return { trigger: 'succeed', message: null };
  const seen = judgement.seen ? `: ${judgement.seen.join(', ')}` : '';
  return { trigger: 'fail', message: `The condition does not hold${seen}.` };
}

function contextOf({ execution, nodes, run, evidence }: LoadedRun): ConditionContext {
  return {
    branch: execution.commit.branch,
    evidence,
    keys: () => nodes.keys(),
    node: (key) => {
      const [node, planned] = [nodes.get(key), run.nodes.get(key)];
      return node && planned && { status: planned.status, outputs: node.outputs };
    },
  };
}
