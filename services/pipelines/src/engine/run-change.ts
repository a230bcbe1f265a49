import type { Actor } from '@throughline/contracts';
import { workerOf } from '../definitions/node-kinds.rules.js';
import { type ExecutionEvent, type NodeFacts, planEvent } from './execution-planner.js';
import type { LoadedRun, NodeRow } from './execution-rows.js';
import { executionMachine, type ExecutionStatus } from './execution.machine.js';
import { nodeMachine, type NodeStatus } from './node.machine.js';
import type { Command, ExecutionMove, NodeMove } from './planning.graph.js';

/** What events did to one execution: what is written together, or not at all. */
export interface RunChange {
  readonly loaded: LoadedRun;
  readonly actor: Actor;
  readonly commands: Command[];
  /** By the key of the node. */
  readonly facts: Map<string, NodeFacts>;
}

/** The row of a node after all its moves in a change. */
export interface NodeResult {
  node: NodeRow;
  from: NodeStatus;
  to: NodeStatus;
  message: string | null;
  facts: NodeFacts;
  isReadied: boolean;
  isStarted: boolean;
  isEnded: boolean;
  /** Milliseconds from its start to its end; 0 before it is written, and where nobody is told of it. */
  durationMs: number;
}

/** Whether its end is told: one that the engine does itself has done nothing to anybody, unless it stopped the others. */
export const isNews = ({ node, to, isEnded }: NodeResult): boolean =>
  isEnded && (workerOf(node.kind) !== 'engine' || to !== 'succeeded');

/** The row of an execution after a change; `to` is undefined where its own status stays as it is. */
export interface ExecutionResult {
  to: ExecutionStatus | undefined;
  reason: string | null;
  isStarted: boolean;
  isEnded: boolean;
}

/** Plans an event; undefined when it does not apply any more, and then nothing has changed. */
export function changeOf(loaded: LoadedRun, event: ExecutionEvent, actor: Actor): RunChange | undefined {
  const change: RunChange = { loaded, actor, commands: [], facts: new Map() };
  return addTo(change, event) ? change : undefined;
}

/** Plans one more event into a change that is not written yet; false when it does not apply. */
export function addTo(change: RunChange, event: ExecutionEvent): boolean {
  const commands = planEvent(change.loaded.run, event);
  if (!commands) return false;
  change.commands.push(...commands);
  if (event.type === 'node') noteFacts(change, event.key, { ...event.facts, reported: event.trigger });
  return true;
}

function noteFacts({ loaded, facts }: RunChange, key: string, more: NodeFacts): void {
  facts.set(key, { ...facts.get(key), ...more });
  const node = loaded.nodes.get(key);
  if (node && more.outputs) node.outputs = more.outputs;
}

/** The nodes that a change moved, each once, in the order of their first moves. */
export function nodeResults(change: RunChange): NodeResult[] {
  const results = new Map<string, NodeResult>();
  for (const move of change.commands) {
    if (move.type !== 'move_node') continue;
    const node = change.loaded.nodes.get(move.key);
    if (!node) throw new Error(`the plan moved ${move.key}, which the execution does not have`);
    results.set(move.key, joined(results.get(move.key) ?? untouched(node, move, change), move));
  }
  return [...results.values()];
}

function untouched(node: NodeRow, { from }: NodeMove, { facts }: RunChange): NodeResult {
  const times = { isReadied: false, isStarted: false, isEnded: false };
  return { node, from, to: from, message: null, facts: facts.get(node.key) ?? {}, ...times, durationMs: 0 };
}

function joined(before: NodeResult, { to, message }: NodeMove): NodeResult {
  // A person's time to answer begins when the question is asked; what the engine judges takes no time.
  const asked = to === 'waiting' && before.node.kind === 'approval';
  const judged = before.to === 'pending' && (to === 'succeeded' || to === 'failed');
  const starts = to === 'running' || asked || judged;
  return {
    ...before,
    to,
    message: message ?? before.message,
    isReadied: before.isReadied || isReadyBy(before.to, to),
    isStarted: before.isStarted || starts,
    isEnded: nodeMachine.isTerminal(to),
  };
}

/** What has failed and is asked about was ready before. */
const isReadyBy = (from: NodeStatus, to: NodeStatus): boolean =>
  to === 'ready' || (to === 'waiting' && from !== 'running');

/** The execution's own row after a change. */
export function executionResult(change: RunChange): ExecutionResult {
  const moves = change.commands.filter((command): command is ExecutionMove => command.type === 'move_execution');
  const to = moves.at(-1)?.to;
  return {
    to,
    reason: moves.findLast((move) => move.reason !== null)?.reason ?? null,
    isStarted: moves.some((move) => move.to === 'running'),
    isEnded: to !== undefined && executionMachine.isTerminal(to),
  };
}
