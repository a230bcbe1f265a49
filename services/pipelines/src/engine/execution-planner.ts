import { isAsked, workerOf } from '../definitions/node-kinds.rules.js';
import type { ExecutionTrigger } from './execution.machine.js';
import type { NodeStatus, NodeTrigger } from './node.machine.js';
import { type Command, Planning, WORDS } from './planning.graph.js';
import type { Run, RunNode } from './run.graph.js';

/** What came of a node where it was worked on, to be stored with the move; what is left out stays as it is. */
export interface NodeFacts {
  outputs?: Record<string, string>;
  exitCode?: number;
  firstErrorLine?: number;
  runnerName?: string;
  deploymentId?: string;
  /** What those who worked on it said of it last. */
  reported?: Report;
}

/** What those who work on nodes report; the other moves are the engine's own. */
export type Report = Exclude<NodeTrigger, 'queue' | 'wait' | 'retry' | 'hold'>;

export type ExecutionEvent =
  | { type: 'created' }
  | { type: 'blocked'; reason: string }
  /** It waits for its turn; `created` follows. */
  | { type: 'enqueued' }
  | { type: 'cancel_requested'; reason?: string }
  | { type: 'pause_requested' }
  | { type: 'resume_requested' }
  /** The condition of the node lets it begin. */
  | { type: 'admitted'; key: string }
  /** The time that the node waited for has come. */
  | { type: 'due'; key: string }
  | { type: 'node'; key: string; trigger: Report; message: string | null; facts?: NodeFacts };

type NodeEvent = Extract<ExecutionEvent, { key: string }>;

/**
 * What an event means for an execution: every move of a node and of the execution that follows from it, in order, each
 * legal by the two machines. The run has made them all when this returns.
 * @returns undefined, and the run as it was, when the event does not apply any more: late, double, or cancelled before
 */
export function planEvent(run: Run, event: ExecutionEvent): Command[] | undefined {
  const planning = new Planning(run);
  if (!applyEvent(planning, event)) return undefined;
  if (run.status !== 'blocked') followNodes(planning);
  return planning.commands;
}

const applyEvent = (planning: Planning, event: ExecutionEvent): boolean =>
  'key' in event ? applyToNode(planning, event) : applyToExecution(planning, event);

type RunEvent = Exclude<ExecutionEvent, NodeEvent>;
type Applied<Type> = (planning: Planning, event: Extract<RunEvent, { type: Type }>) => boolean;

const APPLY: { [Type in RunEvent['type']]: Applied<Type> } = {
  created: (planning) => planning.run.status === 'queued' && planning.decideAll(),
  enqueued: ({ run }) => run.status === 'queued',
  blocked: (planning, { reason }) => planning.moveExecution('block', reason),
  cancel_requested: (planning, { reason }) => cancel(planning, reason ?? null),
  pause_requested: (planning) => planning.moveExecution('pause') && hold(planning),
  resume_requested: (planning) =>
    planning.run.status === 'paused' && planning.moveExecution('resume') && planning.decideAll(),
};

const applyToExecution = (planning: Planning, event: RunEvent): boolean =>
  (APPLY[event.type] as Applied<RunEvent['type']>)(planning, event);

function applyToNode(planning: Planning, event: NodeEvent): boolean {
  const { run } = planning;
  const node = run.nodes.get(event.key);
  if (!node) return false;
  if (event.type === 'due') return fire(planning, node);
  if (event.type === 'admitted')
    return run.engineWork.has(node) && planning.moveNode(node, isAsked(node.planned.kind) ? 'wait' : 'queue', null);
  if (isEarly(run, node, event.trigger)) return false;
  return planning.moveNode(node, isTriedAgain(run, node, event.trigger) ? 'retry' : event.trigger, event.message);
}

/** Only what the engine looks at itself ends without having begun, and not before its turn. */
const isEarly = (run: Run, node: RunNode, trigger: Report): boolean =>
  node.status === 'pending' && ['succeed', 'fail', 'skip'].includes(trigger) && !run.engineWork.has(node);

/** What failed is tried again; what broke on our side or got lost may have done its work, and is not. */
const isTriedAgain = (run: Run, node: RunNode, trigger: Report): boolean =>
  (trigger === 'fail' || trigger === 'time_out') &&
  node.status === 'running' &&
  node.attempt <= node.rules.retries &&
  run.status !== 'cancelling';

function fire(planning: Planning, node: RunNode): boolean {
  if (node.status === 'retrying')
    return planning.moveNode(node, planning.run.status === 'paused' ? 'hold' : 'queue', null);
  return node.status === 'waiting' && node.planned.kind === 'wait' && planning.moveNode(node, 'succeed', null);
}

/** What a runner has not taken yet is taken back. */
function hold(planning: Planning): true {
  for (const node of planning.run.in('ready')) planning.moveNode(node, 'hold', null);
  return true;
}

/**
 * Ends everything but what has to be done in any case, to clean up: that still begins, and a second request ends it too.
 * Where nothing has begun there is nothing to clean up.
 */
function cancel(planning: Planning, reason: string | null): boolean {
  const { run } = planning;
  const hasBegun = run.status !== 'queued';
  if (planning.moveExecution('cancel', reason)) {
    stop(planning, ({ rules }) => !hasBegun || rules.when !== 'always');
    return planning.decideAll();
  }
  if (run.status === 'cancelling') stop(planning, ({ rules }) => rules.when === 'always');
  return planning.commands.length > 0;
}

/** Nothing new begins; what runs is asked to stop; a deployment that was asked for cannot be recalled and is awaited. */
function stop(planning: Planning, isMeant: (node: RunNode) => boolean): void {
  const { run, commands } = planning;
  const isRecallable = (node: RunNode): boolean =>
    node.status !== 'waiting' || workerOf(node.planned.kind) !== 'deployments';
  const waiting = run
    .in('pending', 'ready', 'retrying', 'waiting')
    .filter((node) => isMeant(node) && isRecallable(node));
  // What is always done first: the end of the others would begin it.
  const isFirst = ({ rules }: RunNode): boolean => rules.when === 'always';
  for (const node of [...waiting.filter(isFirst), ...waiting.filter((one) => !isFirst(one))])
    planning.moveNode(node, 'cancel', null);
  for (const node of run.in('running'))
    if (isMeant(node) && workerOf(node.planned.kind) !== 'deployments')
      commands.push({ type: 'request_cancel', key: node.planned.key });
}

// The worst end of a node is the end of the execution.
const OUTCOMES: [NodeStatus, ExecutionTrigger][] = [
  ['unknown', 'lose'],
  ['errored', 'error'],
  ['failed', 'fail'],
  ['timed_out', 'time_out'],
  ['cancelled', 'fail'], // by its runner, and not because anybody asked
];

/** Brings the execution's own status in line with its nodes. */
function followNodes(planning: Planning): void {
  const { run } = planning;
  if (!run.isOpen()) return finish(planning);
  if (run.status === 'paused') return;
  if (run.hasBegun) planning.moveExecution('start');
  const isAtWork = run.having('ready', 'running', 'retrying') + run.engineWork.size > 0;
  planning.moveExecution(run.having('waiting') > 0 && !isAtWork ? 'wait' : 'resume');
}

function finish(planning: Planning): void {
  const { run } = planning;
  const worst = OUTCOMES.find(([status]) => run.having(status) > 0);
  if (run.status === 'cancelling') {
    const isLost = worst?.[1] === 'lose';
    planning.moveExecution(isLost ? 'lose' : 'settle', isLost ? reasonOf(run, ['unknown']) : null);
    return;
  }
  if (run.status === 'queued') planning.moveExecution('start');
  if (worst) planning.moveExecution(worst[1], reasonOf(run, [worst[0]]));
  else if (run.tolerated > 0) planning.moveExecution('warn', reasonOf(run, ['failed', 'timed_out'], true));
  else planning.moveExecution('succeed');
}

/** `lint, test failed.`: the nodes in one of the states, those whose failure is tolerated or the others. */
function reasonOf(run: Run, statuses: NodeStatus[], tolerated = false): string {
  const nodes = run.in(...statuses).filter(({ end }) => (end === 'met') === tolerated);
  const byWord = Map.groupBy(nodes, ({ status }) => WORDS[status] ?? status);
  const parts = [...byWord].map(([word, of]) => `${of.map(({ planned }) => planned.key).join(', ')} ${word}`);
  return `${parts.join('; ')}${tolerated ? ', and may' : ''}.`;
}
