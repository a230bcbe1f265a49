import type { FailureChoice } from '../definitions/failure-question.rules.js';
import { isAsked, workerOf } from '../definitions/node-kinds.rules.js';
import type { NodeTrigger } from './node.machine.js';
import { type Command, Planning } from './planning.graph.js';
import { endOfRun } from './run-end.graph.js';
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
export type Report = Exclude<NodeTrigger, 'queue' | 'wait' | 'retry' | 'ask' | 'hold'>;

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
  /** A person has said what to do about the node's failure. */
  | { type: 'answered'; key: string; choice: FailureChoice; message: string | null }
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
  if (event.type === 'answered')
    return isInQuestion(node) && planning.moveNode(node, ANSWERS[event.choice], event.message);
  const trigger = triggerOf(run, node, event.trigger);
  return trigger !== undefined && planning.moveNode(node, trigger, event.message);
}

const ANSWERS: Record<FailureChoice, NodeTrigger> = { retry: 'retry', skip: 'skip', abort: 'fail' };

/** Whether a person is asked what to do about its failure: what a runner does waits for nothing else. */
const isInQuestion = ({ status, planned }: RunNode): boolean =>
  status === 'waiting' && workerOf(planned.kind) === 'runner';

/** Only what the engine looks at itself ends without having begun, and not before its turn. */
const isEarly = (run: Run, node: RunNode, trigger: Report): boolean =>
  node.status === 'pending' && ['succeed', 'fail', 'skip'].includes(trigger) && !run.engineWork.has(node);

/**
 * What a report means for the node; undefined for one that means nothing. What failed is tried again, and where that is
 * over a person is asked, if its author wants it so; what broke on our side or got lost may have done its work, and ends.
 */
function triggerOf(run: Run, node: RunNode, trigger: Report): NodeTrigger | undefined {
  if (isEarly(run, node, trigger)) return undefined;
  if (isInQuestion(node)) return trigger === 'time_out' ? ANSWERS.abort : undefined;
  const isFailure = trigger === 'fail' || trigger === 'time_out';
  if (!isFailure || node.status !== 'running' || run.status === 'cancelling') return trigger;
  if (node.attempt <= node.rules.retries) return 'retry';
  return node.rules.isGuided ? 'ask' : trigger;
}

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
    // What has failed and is asked about has nothing left to clean up.
    stop(planning, (node) => !hasBegun || node.rules.when !== 'always' || isInQuestion(node));
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

/** Brings the execution's own status in line with its nodes. */
function followNodes(planning: Planning): void {
  const { run } = planning;
  if (!run.isOpen()) return endOfRun(planning);
  if (run.status === 'paused') return;
  if (run.hasBegun) planning.moveExecution('start');
  const isAtWork = run.having('ready', 'running', 'retrying') + run.engineWork.size > 0;
  planning.moveExecution(run.having('waiting') > 0 && !isAtWork ? 'wait' : 'resume');
}
