import { workerOf } from '../definitions/node-kinds.rules.js';
import type { ExecutionTrigger } from './execution.machine.js';
import { isPassedOver, isTolerated } from './node-turn.rules.js';
import type { NodeStatus } from './node.machine.js';
import { type Planning, WORDS } from './planning.graph.js';
import type { Run, RunNode } from './run.graph.js';

// The worst end of a node is the end of the execution.
const OUTCOMES: [NodeStatus, ExecutionTrigger][] = [
  ['unknown', 'lose'],
  ['errored', 'error'],
  ['failed', 'fail'],
  ['timed_out', 'time_out'],
  ['cancelled', 'fail'], // by its runner, and not because anybody asked
];

/** Moves an execution whose nodes have all ended to its own end. */
export function endOfRun(planning: Planning): void {
  const { run } = planning;
  if (run.status === 'cancelling') return endOfCancel(planning);
  const worst = OUTCOMES.find(([status]) => run.having(status) > 0);
  if (run.status === 'queued') planning.moveExecution('start');
  if (worst?.[0] === 'cancelled' && run.in('cancelled').every(isTakenBack)) takeBack(planning);
  else if (worst) planning.moveExecution(worst[1], reasonOf(run, [worst[0]]));
  else if (run.tolerated > 0) planning.moveExecution('warn', toleratedIn(run));
  else planning.moveExecution('succeed');
}

function endOfCancel(planning: Planning): void {
  const isLost = planning.run.having('unknown') > 0;
  planning.moveExecution(isLost ? 'lose' : 'settle', isLost ? reasonOf(planning.run, ['unknown']) : null);
}

/** A question to people ends cancelled when it is withdrawn, or when a newer commit asks the same. */
const isTakenBack = ({ planned }: RunNode): boolean => workerOf(planned.kind) === 'people';

/** Nobody has failed: somebody decided that the execution is not wanted any more. */
function takeBack(planning: Planning): void {
  planning.moveExecution('cancel', reasonOf(planning.run, ['cancelled'], 'was taken back'));
  planning.moveExecution('settle');
}

/** `lint, test failed.`: the nodes in one of the states, but for those whose failure is tolerated. */
function reasonOf(run: Run, statuses: NodeStatus[], word?: string): string {
  return sentenceOf(
    run.in(...statuses).filter((node) => !isTolerated(node)),
    ({ status }) => word ?? WORDS[status] ?? status,
  );
}

/** `lint failed, and may; test failed, and was skipped.` */
function toleratedIn(run: Run): string {
  return sentenceOf(run.in('failed', 'timed_out', 'skipped').filter(isTolerated), (node) =>
    isPassedOver(node) ? 'failed, and was skipped' : `${WORDS[node.status] ?? node.status}, and may`,
  );
}

function sentenceOf(nodes: readonly RunNode[], wordOf: (node: RunNode) => string): string {
  const parts = [...Map.groupBy(nodes, wordOf)].map(
    ([word, of]) => `${of.map(({ planned }) => planned.key).join(', ')} ${word}`,
  );
  return `${parts.join('; ')}.`;
}
