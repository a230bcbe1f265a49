import type { Actor } from '@throughline/contracts';
import { type ConditionContext, judge, type Judgement } from '../definitions/condition.rules.js';
import { workerOf } from '../definitions/node-kinds.rules.js';
import type { ExecutionEvent, Report } from './execution-planner.js';
import type { LoadedRun, NodeRow } from './execution-rows.js';
import { addTo, type RunChange } from './run-change.js';

const HOLDS: Judgement = { holds: true };

/**
 * Plans what becomes of each node that the engine itself has to look at, at most `limit`: its end, or its beginning where
 * its condition allows it. Without any the change is empty, which still says, under the execution's revision, that there
 * is nothing to do.
 */
export function workOn(loaded: LoadedRun, { actor, limit }: { actor: Actor; limit: number }): RunChange {
  const change: RunChange = { loaded, actor, commands: [], facts: new Map() };
  // Those whose turn comes by this are for the next change: they begin when the end of these is committed.
  const due = [...loaded.run.engineWork].slice(0, limit);
  for (const { planned } of due) {
    const node = loaded.nodes.get(planned.key);
    if (!node) throw new Error(`${planned.key} is planned and not there`);
    addTo(change, eventOf(node, loaded));
  }
  return change;
}

function eventOf({ key, definition }: NodeRow, loaded: LoadedRun): ExecutionEvent {
  const context = { ...contextOf(loaded), matrix: definition.matrix ?? {}, vars: definition.vars };
  const end = (trigger: Report, message: string | null): ExecutionEvent => ({ type: 'node', key, trigger, message });
  const judgedIf = definition.if === undefined ? HOLDS : judge(definition.if, context);
  if ('trouble' in judgedIf) return end('fail', `Its condition cannot be judged: ${judgedIf.trouble}.`);
  if (!judgedIf.holds) return end('skip', 'Its condition does not hold.');
  if (workerOf(definition.kind) !== 'engine') return { type: 'admitted', key };
  if (definition.kind !== 'gate') throw new Error(`the engine does not do a ${definition.kind}`);
  const judged = judge(definition.condition, context);
  if ('trouble' in judged) return end('fail', `The condition cannot be judged: ${judged.trouble}.`);
  if (judged.holds) return end('succeed', null);
  const seen = judged.seen ? `: ${judged.seen.join(', ')}` : '';
  return end('fail', `The condition does not hold${seen}.`);
}

function contextOf({ execution, nodes, run, evidence }: LoadedRun): Omit<ConditionContext, 'matrix' | 'vars'> {
  return {
    branch: execution.commit.branch,
    inputs: execution.inputs,
    evidence,
    keys: () => nodes.keys(),
    node: (key) => {
      const [node, planned] = [nodes.get(key), run.nodes.get(key)];
      return node && planned && { status: planned.status, outputs: node.outputs };
    },
  };
}
