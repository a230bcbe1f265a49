import { type NodeKind, workerOf } from '../definitions/node-kinds.rules.js';
import type { ExecutionStatus } from './execution.machine.js';
import { type NodeEnd, type NodeRules, NO_RULES, turnOf, endOf, isTolerated } from './node-turn.rules.js';
import { nodeMachine, type NodeStatus } from './node.machine.js';

export interface PlannedNode {
  readonly key: string;
  readonly kind: NodeKind;
  /** Keys of nodes of the same execution. */
  readonly needs: readonly string[];
  readonly status: NodeStatus;
  /** Counts from 1. */
  readonly attempt: number;
  readonly rules?: NodeRules;
  /** When its last attempt began. */
  readonly startedAt?: Date | null;
  /** It ended in another execution, and was taken over from there. */
  readonly isCopied?: boolean;
}

/** All that a plan depends on. `deployable`: the branch may deploy. */
export interface ExecutionSnapshot {
  status: ExecutionStatus;
  deployable: boolean;
  nodes: readonly PlannedNode[];
}

/** A node in a run, with what would else be counted anew at every event. */
export interface RunNode {
  readonly planned: PlannedNode;
  readonly rules: NodeRules;
  /** A deployment on a branch that may not deploy. */
  readonly isBarred: boolean;
  status: NodeStatus;
  attempt: number;
  /** Whether its last attempt has. */
  hasBegun: boolean;
  readonly successors: RunNode[];
  /** How many of its needs have not ended, ended other than they should, and ended in a failure. */
  open: number;
  unmet: number;
  failed: number;
  /** What its end means for those that need it; undefined before it has ended. */
  end: NodeEnd | undefined;
}

const NO_WORK: ReadonlySet<RunNode> = new Set();

/**
 * The states of an execution while it is being planned. It keeps counts, so that an event costs what it changes and not
 * what the graph holds: a run of a thousand nodes pays for each as much as a run of ten.
 */
export class Run {
  readonly nodes = new Map<string, RunNode>();
  status: ExecutionStatus;
  /** How many nodes ended in a failure that they were allowed, or that a person passed over. */
  tolerated = 0;
  /** How many of its ends were those of another execution. */
  private copied = 0;
  private readonly work = new Set<RunNode>();
  private readonly counts = new Map<NodeStatus, number>();

  constructor(snapshot: ExecutionSnapshot) {
    this.status = snapshot.status;
    for (const planned of snapshot.nodes) this.nodes.set(planned.key, newNode(planned, snapshot.deployable));
    for (const node of this.nodes.values()) this.link(node);
    for (const node of this.inOrder()) this.place(node);
    this.copied = [...this.nodes.values()].filter(isCopiedEnd).length;
  }

  /** Whether anything of it has begun, beside what it took over from another execution. */
  get hasBegun(): boolean {
    const begun = this.having('running', 'waiting', 'retrying', 'succeeded', 'failed') + this.tolerated;
    return begun > this.copied;
  }

  /** The nodes that the engine itself has to look at now: to do them, or to say whether their condition lets them begin. */
  get engineWork(): ReadonlySet<RunNode> {
    return this.status === 'paused' ? NO_WORK : this.work;
  }

  /** Changes a node's status, and what its end means for those that need it. */
  set(node: RunNode, status: NodeStatus): void {
    this.count(node, -1);
    node.status = status;
    if (status === 'running') node.hasBegun = true;
    if (status === 'retrying') node.hasBegun = false;
    this.place(node);
  }

  /** How many nodes are in one of these states, without those whose failure is tolerated. */
  having(...statuses: NodeStatus[]): number {
    return statuses.reduce((sum, status) => sum + (this.counts.get(status) ?? 0), 0);
  }

  /** The nodes in one of these states, in the order of the definition. Looks at every node. */
  in(...statuses: NodeStatus[]): RunNode[] {
    return [...this.nodes.values()].filter((node) => statuses.includes(node.status));
  }

  /** Whether a node is left that can still move. */
  isOpen(): boolean {
    return this.having(...OPEN) > 0;
  }

  private link(node: RunNode): void {
    for (const key of node.planned.needs) {
      const need = this.nodes.get(key);
      if (!need) continue;
      need.successors.push(node);
      node.open += 1;
    }
  }

  /** Each node after what it needs. One that waits for itself in a circle, which the parser refuses, is left out. */
  private *inOrder(): Generator<RunNode> {
    const left = new Map([...this.nodes.values()].map((node) => [node, node.open]));
    const free = [...left.keys()].filter((node) => node.open === 0);
    for (let node = free.shift(); node; node = free.shift()) {
      yield node;
      for (const successor of node.successors) {
        const needs = (left.get(successor) ?? 0) - 1;
        left.set(successor, needs);
        if (needs === 0) free.push(successor);
      }
    }
  }

  private place(node: RunNode): void {
    this.work.delete(node);
    if (nodeMachine.isTerminal(node.status)) this.noteEnd(node);
    else this.noteWork(node);
    this.count(node, 1);
  }

  private noteEnd(node: RunNode): void {
    const end = endOf(node);
    node.end = end;
    for (const successor of node.successors) {
      successor.open -= 1;
      if (end !== 'met') successor.unmet += 1;
      if (end === 'failed') successor.failed += 1;
      this.noteWork(successor);
    }
  }

  private noteWork(node: RunNode): void {
    const isOurs = node.rules.isConditional || workerOf(node.planned.kind) === 'engine';
    if (isOurs && node.status === 'pending' && !node.isBarred && turnOf(node) === 'now') this.work.add(node);
  }

  private count(node: RunNode, by: number): void {
    if (isTolerated(node)) this.tolerated += by;
    else this.counts.set(node.status, (this.counts.get(node.status) ?? 0) + by);
  }
}

function newNode(planned: PlannedNode, deployable: boolean): RunNode {
  return {
    ...{ planned, rules: planned.rules ?? NO_RULES, status: planned.status, attempt: planned.attempt },
    hasBegun: planned.startedAt != null,
    isBarred: !deployable && workerOf(planned.kind) === 'deployments',
    ...{ successors: [], open: 0, unmet: 0, failed: 0, end: undefined },
  };
}

/** Of those that tell that an execution has begun. */
const isCopiedEnd = ({ planned, rules, status }: RunNode): boolean =>
  planned.isCopied === true &&
  (status === 'succeeded' || status === 'failed' || (status === 'timed_out' && rules.isTolerant));

const OPEN = nodeMachine.states.filter((status) => !nodeMachine.isTerminal(status));
