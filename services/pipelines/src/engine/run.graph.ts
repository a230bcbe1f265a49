import type { NodeKind } from '../definitions/node-kinds.rules.js';
import type { ExecutionStatus } from './execution.machine.js';
import { workerOf } from '../definitions/node-kinds.rules.js';
import { nodeMachine, type NodeStatus } from './node.machine.js';

export interface PlannedNode {
  readonly key: string;
  readonly kind: NodeKind;
  /** Keys of nodes of the same execution. */
  readonly needs: readonly string[];
  readonly status: NodeStatus;
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
  status: NodeStatus;
  readonly successors: RunNode[];
  /** How many of its needs have not succeeded yet. */
  openNeeds: number;
}

/**
 * The states of an execution while it is being planned. It keeps counts, so that an event costs what it changes and not
 * what the graph holds: a run of a thousand nodes pays for each as much as a run of ten.
 */
export class Run {
  readonly nodes = new Map<string, RunNode>();
  status: ExecutionStatus;
  readonly deployable: boolean;
  /** The nodes for the engine itself whose needs have all succeeded. */
  readonly engineWork = new Set<RunNode>();
  private readonly counts = new Map<NodeStatus, number>();

  constructor(snapshot: ExecutionSnapshot) {
    this.status = snapshot.status;
    this.deployable = snapshot.deployable;
    for (const planned of snapshot.nodes) {
      const node: RunNode = { planned, status: planned.status, successors: [], openNeeds: 0 };
      this.nodes.set(planned.key, node);
      this.count(planned.status, 1);
    }
    for (const node of this.nodes.values()) for (const key of node.planned.needs) this.link(key, node);
    for (const node of this.nodes.values()) this.noteWork(node);
  }

  /** Changes a node's status; the successors of one that succeeds need one less. */
  set(node: RunNode, status: NodeStatus): void {
    this.count(node.status, -1);
    this.count(status, 1);
    node.status = status;
    this.engineWork.delete(node);
    if (status !== 'succeeded') return;
    for (const successor of node.successors) {
      successor.openNeeds -= 1;
      this.noteWork(successor);
    }
  }

  /** How many nodes are in one of these states. */
  having(...statuses: NodeStatus[]): number {
    return statuses.reduce((sum, status) => sum + (this.counts.get(status) ?? 0), 0);
  }

  /** The nodes in one of these states, in the order of the definition. Looks at every node. */
  in(...statuses: NodeStatus[]): RunNode[] {
    return this.having(...statuses) === 0
      ? []
      : [...this.nodes.values()].filter((node) => statuses.includes(node.status));
  }

  /** Whether a node is left that can still move. */
  isOpen(): boolean {
    return this.having(...OPEN) > 0;
  }

  private link(key: string, node: RunNode): void {
    const need = this.nodes.get(key);
    if (!need) return;
    need.successors.push(node);
    if (need.status !== 'succeeded') node.openNeeds += 1;
  }

  private noteWork(node: RunNode): void {
    const isDue = node.status === 'pending' && node.openNeeds === 0;
    if (isDue && workerOf(node.planned.kind) === 'engine') this.engineWork.add(node);
  }

  private count(status: NodeStatus, by: number): void {
    this.counts.set(status, (this.counts.get(status) ?? 0) + by);
  }
}

const OPEN = nodeMachine.states.filter((status) => !nodeMachine.isTerminal(status));
