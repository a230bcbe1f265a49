import { isAsked } from '../definitions/node-kinds.rules.js';
import { executionMachine, type ExecutionStatus, type ExecutionTrigger } from './execution.machine.js';
import { turnOf } from './node-turn.rules.js';
import { nodeMachine, type NodeStatus, type NodeTrigger } from './node.machine.js';
import type { Run, RunNode } from './run.graph.js';

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

/** How a node is spoken of in a sentence, by its state. */
export const WORDS: Partial<Record<NodeStatus, string>> = {
  failed: 'failed',
  errored: 'broke on our side',
  timed_out: 'ran out of time',
  cancelled: 'was cancelled',
  skipped: 'was skipped',
  unknown: 'ended in an unknown state',
};

const NOT_DEPLOYABLE = 'The rule of this branch does not allow deployments.';
const NOTHING_FAILED = 'Nothing before it failed.';

/** Makes moves and notes them; what follows from one for the nodes after it is made at once. */
export class Planning {
  readonly commands: Command[] = [];

  constructor(readonly run: Run) {}

  /** Moves a node, and those after it that are now ready or cannot be any more. */
  moveNode(node: RunNode, trigger: NodeTrigger, message: string | null): boolean {
    if (!this.moveOne(node, trigger, message)) return false;
    this.followEnds(node);
    return true;
  }

  /** Moves every pending node whose turn has come, or never will. */
  decideAll(): true {
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
      for (const successor of node.successors) if (this.decide(successor)) moved.push(successor);
    }
  }

  private decide(node: RunNode): boolean {
    if (node.status !== 'pending' || this.isHeld(node)) return false;
    const turn = turnOf(node);
    if (turn === 'later') return false;
    if (turn === 'never') return this.moveOne(node, 'skip', this.reasonToSkip(node));
    if (node.isBarred) return this.moveOne(node, 'skip', NOT_DEPLOYABLE);
    if (this.run.engineWork.has(node)) return false;
    return this.moveOne(node, isAsked(node.planned.kind) ? 'wait' : 'queue', null);
  }

  /** While the execution is paused nothing begins, and while it is being cancelled only what has to be done in any case. */
  private isHeld({ rules }: RunNode): boolean {
    const { status } = this.run;
    return status === 'paused' || (status === 'cancelling' && rules.when !== 'always');
  }

  private reasonToSkip({ planned, rules }: RunNode): string {
    if (rules.when === 'failure') return NOTHING_FAILED;
    const needs = planned.needs.flatMap((key) => this.run.nodes.get(key) ?? []);
    const unmet = needs.find(({ end }) => end !== undefined && end !== 'met');
    return unmet ? `${unmet.planned.key} ${WORDS[unmet.status] ?? unmet.status}.` : NOTHING_FAILED;
  }

  private moveOne(node: RunNode, trigger: NodeTrigger, message: string | null): boolean {
    const step = nodeMachine.next(node.status, trigger);
    if (!step.ok) return false;
    const { key } = node.planned;
    this.commands.push({ type: 'move_node', key, trigger, from: node.status, to: step.to, message });
    if (trigger === 'retry') node.attempt += 1;
    this.run.set(node, step.to);
    return true;
  }
}
