import { executionMachine, type ExecutionStatus, type ExecutionTrigger } from './execution.machine.js';
import { isAsked, workerOf } from '../definitions/node-kinds.rules.js';
import { nodeMachine, type NodeStatus, type NodeTrigger } from './node.machine.js';
import type { Run, RunNode } from './run.graph.js';

/** What came of a node where it was worked on, to be stored with the move; what is left out stays as it is. */
export interface NodeFacts {
  outputs?: Record<string, string>;
  exitCode?: number;
  firstErrorLine?: number;
  runnerName?: string;
  deploymentId?: string;
}

export type ExecutionEvent =
  | { type: 'created' }
  | { type: 'blocked'; reason: string }
  | { type: 'cancel_requested' }
  | { type: 'node'; key: string; trigger: NodeTrigger; message: string | null; facts?: NodeFacts };

export interface NodeMove {
  type: 'move_node';
  key: string;
  trigger: NodeTrigger;
  from: NodeStatus;
  to: NodeStatus;
  message: string | null;
}

export interface ExecutionMove {
  type: 'move_execution';
  trigger: ExecutionTrigger;
  from: ExecutionStatus;
  to: ExecutionStatus;
  reason: string | null;
}

export type Command = NodeMove | ExecutionMove | { type: 'request_cancel'; key: string };

const NOT_DEPLOYABLE = 'The rule of this branch does not allow deployments.';

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

/** Makes moves and notes them; what follows from one for the nodes after it is made at once. */
class Planning {
  readonly commands: Command[] = [];

  constructor(readonly run: Run) {}

  /** Moves a node, and those after it that are now ready or cannot be any more. */
  moveNode(node: RunNode, trigger: NodeTrigger, message: string | null): boolean {
    if (!this.moveOne(node, trigger, message)) return false;
    this.followEnds(node);
    return true;
  }

  /** Moves the nodes that need nothing; false for an execution that has begun before. */
  begin(): boolean {
    if (this.run.status !== 'queued') return false;
    for (const node of this.run.nodes.values()) if (this.decide(node)) this.followEnds(node);
    return true;
  }

  moveExecution(trigger: ExecutionTrigger, reason: string | null = null): boolean {
    const step = executionMachine.next(this.run.status, trigger);
    if (!step.ok) return false;
    this.commands.push({ type: 'move_execution', trigger, from: this.run.status, to: step.to, reason });
    this.run.status = step.to;
    return true;
  }

  private followEnds(first: RunNode): void {
    const moved = [first];
    for (let node = moved.shift(); node; node = moved.shift()) {
      if (!nodeMachine.isTerminal(node.status)) continue;
      for (const successor of node.successors) if (this.decide(successor, node)) moved.push(successor);
    }
  }

  /** Moves a pending node that needs nothing more, or that will never get what it needs. */
  private decide(node: RunNode, need?: RunNode): boolean {
    if (node.status !== 'pending' || this.run.status === 'cancelling') return false;
    if (need && need.status !== 'succeeded') return this.moveOne(node, 'skip', sentenceOf(need));
    if (node.openNeeds > 0 || workerOf(node.planned.kind) === 'engine') return false;
    if (isDeployment(node) && !this.run.deployable) return this.moveOne(node, 'skip', NOT_DEPLOYABLE);
    return this.moveOne(node, isAsked(node.planned.kind) ? 'wait' : 'queue', null);
  }

  private moveOne(node: RunNode, trigger: NodeTrigger, message: string | null): boolean {
    const step = nodeMachine.next(node.status, trigger);
    if (!step.ok) return false;
    this.commands.push({
      type: 'move_node',
      key: node.planned.key,
      trigger,
      from: node.status,
      to: step.to,
      message,
    });
    this.run.set(node, step.to);
    return true;
  }
}

function applyEvent(planning: Planning, event: ExecutionEvent): boolean {
  if (event.type === 'created') return planning.begin();
  if (event.type === 'blocked') return planning.moveExecution('block', event.reason);
  if (event.type === 'cancel_requested') return planning.moveExecution('cancel') && stop(planning);
  const node = planning.run.nodes.get(event.key);
  if (!node || isEarly(planning.run, node, event.trigger)) return false;
  return planning.moveNode(node, event.trigger, event.message);
}

/** Only what the engine does itself ends without having begun, and not before its turn. */
const isEarly = (run: Run, node: RunNode, trigger: NodeTrigger): boolean =>
  node.status === 'pending' && (trigger === 'succeed' || trigger === 'fail') && !run.engineWork.has(node);

/** Nothing new begins; what runs is asked to stop; a deployment that was asked for cannot be recalled and is awaited. */
function stop(planning: Planning): true {
  const { run, commands } = planning;
  for (const node of run.in('pending', 'ready')) planning.moveNode(node, 'cancel', null);
  for (const node of run.in('waiting')) if (!isDeployment(node)) planning.moveNode(node, 'cancel', null);
  for (const node of run.in('running'))
    if (!isDeployment(node)) commands.push({ type: 'request_cancel', key: node.planned.key });
  return true;
}

const WORDS: Partial<Record<NodeStatus, string>> = {
  failed: 'failed',
  errored: 'broke on our side',
  timed_out: 'ran out of time',
  cancelled: 'was cancelled',
  skipped: 'was skipped',
  unknown: 'ended in an unknown state',
};

const sentenceOf = ({ planned, status }: RunNode): string => `${planned.key} ${WORDS[status] ?? status}.`;

const isDeployment = ({ planned }: RunNode): boolean => workerOf(planned.kind) === 'deployments';

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
  if (run.having('running', 'waiting', 'succeeded', 'failed') > 0) planning.moveExecution('start');
  const isWaiting = run.having('waiting') > 0 && run.having('ready', 'running') + run.engineWork.size === 0;
  planning.moveExecution(isWaiting ? 'wait' : 'resume');
}

function finish(planning: Planning): void {
  const { run } = planning;
  const worst = OUTCOMES.find(([status]) => run.having(status) > 0);
  if (run.status === 'cancelling') {
    const isLost = worst?.[1] === 'lose';
    planning.moveExecution(isLost ? 'lose' : 'settle', isLost ? reasonOf(run, 'unknown') : null);
    return;
  }
  if (run.status === 'queued') planning.moveExecution('start');
  planning.moveExecution(worst?.[1] ?? 'succeed', worst ? reasonOf(run, worst[0]) : null);
}

function reasonOf(run: Run, status: NodeStatus): string {
  const keys = run.in(status).map((node) => node.planned.key);
  return `${keys.join(', ')} ${WORDS[status] ?? status}.`;
}
