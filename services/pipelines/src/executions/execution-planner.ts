import { executionMachine, type ExecutionStatus, type ExecutionTrigger } from './execution.machine.js';
import { nodeMachine, type NodeStatus, type NodeTrigger } from './node.machine.js';

export interface PlannedNode {
  key: string;
  kind: 'checkout' | 'shell' | 'http' | 'approval' | 'deploy' | 'promote';
  needs: readonly string[];
  status: NodeStatus;
}

/** All that a plan depends on. `deployable`: the branch may deploy. */
export interface ExecutionSnapshot {
  status: ExecutionStatus;
  deployable: boolean;
  nodes: readonly PlannedNode[];
}

export type ExecutionEvent =
  | { type: 'created' }
  | { type: 'blocked'; reason: string }
  | { type: 'cancel_requested' }
  | { type: 'node'; key: string; trigger: NodeTrigger; message: string | null };

export type Command =
  | { type: 'move_node'; key: string; trigger: NodeTrigger; from: NodeStatus; to: NodeStatus; message: string | null }
  | { type: 'request_cancel'; key: string }
  | {
      type: 'move_execution';
      trigger: ExecutionTrigger;
      from: ExecutionStatus;
      to: ExecutionStatus;
      reason: string | null;
    };

/** `refused`: the event does not apply to the state any more (late, double, or cancelled in between). */
export type Plan = { refused: true } | { refused: false; commands: Command[] };

const NOT_DEPLOYABLE = 'The rule of this branch does not allow deployments.';

/**
 * What an event means for an execution: every move of a node and of the execution that follows from it, in order.
 * Pure. Applying the commands in order to the snapshot is always legal by the two machines.
 */
export function planExecution(snapshot: ExecutionSnapshot, event: ExecutionEvent): Plan {
  const plan = new Planning(snapshot);
  const applied = applyEvent(plan, event);
  if (!applied) return { refused: true };
  if (plan.status === 'cancelling') settleCancelled(plan);
  else if (plan.status !== 'blocked') advance(plan);
  if (plan.status !== 'blocked') followNodes(plan);
  return { refused: false, commands: plan.commands };
}

/** The state at hand while a plan is being made: each command changes it at once. */
class Planning {
  readonly commands: Command[] = [];
  readonly nodes: Map<string, PlannedNode>;
  readonly deployable: boolean;
  status: ExecutionStatus;

  constructor(snapshot: ExecutionSnapshot) {
    this.nodes = new Map(snapshot.nodes.map((node) => [node.key, node]));
    this.deployable = snapshot.deployable;
    this.status = snapshot.status;
  }

  moveNode(key: string, trigger: NodeTrigger, message: string | null): boolean {
    const node = this.nodes.get(key);
    const step = node && nodeMachine.next(node.status, trigger);
    if (!node || !step?.ok) return false;
    this.commands.push({ type: 'move_node', key, trigger, from: node.status, to: step.to, message });
    this.nodes.set(key, { ...node, status: step.to });
    return true;
  }

  moveExecution(trigger: ExecutionTrigger, reason: string | null = null): boolean {
    const step = executionMachine.next(this.status, trigger);
    if (!step.ok) return false;
    this.commands.push({ type: 'move_execution', trigger, from: this.status, to: step.to, reason });
    this.status = step.to;
    return true;
  }

  having(...statuses: NodeStatus[]): PlannedNode[] {
    return [...this.nodes.values()].filter((node) => statuses.includes(node.status));
  }
}

function applyEvent(plan: Planning, event: ExecutionEvent): boolean {
  if (event.type === 'created') return plan.status === 'queued';
  if (event.type === 'blocked') return plan.moveExecution('block', event.reason);
  if (event.type === 'cancel_requested') return plan.moveExecution('cancel');
  return plan.moveNode(event.key, event.trigger, event.message);
}

/** Nothing new begins; what runs is asked to stop; a deployment that was asked for cannot be recalled and is awaited. */
function settleCancelled(plan: Planning): void {
  for (const node of plan.having('pending', 'ready')) plan.moveNode(node.key, 'cancel', null);
  for (const node of plan.having('waiting')) if (node.kind === 'approval') plan.moveNode(node.key, 'cancel', null);
  for (const node of plan.having('running'))
    if (!isDeployment(node)) plan.commands.push({ type: 'request_cancel', key: node.key });
}

/** Moves pending nodes until nothing moves: a skipped node skips its successors in the same plan. */
function advance(plan: Planning): void {
  let moved = true;
  while (moved) {
    moved = plan.having('pending').some((node) => decidePending(plan, node));
  }
}

function decidePending(plan: Planning, node: PlannedNode): boolean {
  const needs = node.needs.map((key) => plan.nodes.get(key));
  const bad = needs.find((need) => need && need.status !== 'succeeded' && nodeMachine.isTerminal(need.status));
  if (bad) return plan.moveNode(node.key, 'skip', `${bad.key} ${WORDS[bad.status] ?? bad.status}.`);
  if (needs.some((need) => need?.status !== 'succeeded')) return false;
  if (isDeployment(node) && !plan.deployable) return plan.moveNode(node.key, 'skip', NOT_DEPLOYABLE);
  return plan.moveNode(node.key, isDeployment(node) || node.kind === 'approval' ? 'wait' : 'queue', null);
}

const WORDS: Partial<Record<NodeStatus, string>> = {
  failed: 'failed',
  errored: 'broke on our side',
  timed_out: 'ran out of time',
  cancelled: 'was cancelled',
  skipped: 'was skipped',
  unknown: 'ended in an unknown state',
};

const isDeployment = (node: PlannedNode): boolean => node.kind === 'deploy' || node.kind === 'promote';

// The worst end of a node is the end of the execution.
const OUTCOMES: [NodeStatus, ExecutionTrigger][] = [
  ['unknown', 'lose'],
  ['errored', 'error'],
  ['failed', 'fail'],
  ['timed_out', 'time_out'],
  ['cancelled', 'fail'], // by its runner, and not because anybody asked
];

/** Brings the execution's own status in line with its nodes. */
function followNodes(plan: Planning): void {
  const isOpen = [...plan.nodes.values()].some((node) => !nodeMachine.isTerminal(node.status));
  if (!isOpen) return finish(plan);
  if (plan.having('running', 'waiting').length > 0) plan.moveExecution('start');
  const isWaiting = plan.having('waiting').length > 0 && plan.having('ready', 'running').length === 0;
  plan.moveExecution(isWaiting ? 'wait' : 'resume');
}

function finish(plan: Planning): void {
  const worst = OUTCOMES.find(([status]) => plan.having(status).length > 0);
  if (plan.status === 'cancelling') {
    plan.moveExecution(
      worst?.[1] === 'lose' ? 'lose' : 'settle',
      worst?.[1] === 'lose' ? reasonOf(plan, 'unknown') : null,
    );
    return;
  }
  if (plan.status === 'queued') plan.moveExecution('start');
  plan.moveExecution(worst?.[1] ?? 'succeed', worst ? reasonOf(plan, worst[0]) : null);
}

function reasonOf(plan: Planning, status: NodeStatus): string {
  const keys = plan.having(status).map((node) => node.key);
  return `${keys.join(', ')} ${WORDS[status] ?? status}.`;
}
