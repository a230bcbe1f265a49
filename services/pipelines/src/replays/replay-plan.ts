import { workerOf } from '../definitions/node-kinds.rules.js';
import { upstreamOf } from '../definitions/upstream.graph.js';
import { turnOf } from '../engine/node-turn.rules.js';
import { Run } from '../engine/run.graph.js';
import type { AgainReason, PlanRefusal, RecordedNode, ReplayChoice, ReplayPlan } from './replay-choice.js';
import { waitsOf, workspaceCheckouts } from './workspace.js';

/**
 * Which nodes of an execution that is over a replay does again. The others are taken over exactly as they ended, also
 * those that failed: what was not asked for is not done again, whatever came of it.
 * @param nodes all of the execution, without a circle
 */
export function planReplay(
  nodes: readonly RecordedNode[],
  choice: ReplayChoice,
): { plan: ReplayPlan } | { refusal: PlanRefusal } {
  if (choice.from.length === 0 && !choice.failedOnly) return { plan: everything(nodes) };
  const graph = graphOf(nodes);
  const missing = choice.from.filter((key) => !graph.byKey.has(key));
  if (missing.length > 0) return { refusal: { code: 'node_missing', keys: missing } };
  const again = againBy(graph, choice);
  if (again.size === 0) return { refusal: { code: 'nothing_failed' } };
  const refusal = refusalOf(graph, again, choice);
  if (refusal) return { refusal };
  const checkouts = workspaceCheckouts(graph.byKey, again);
  for (const key of checkouts) again.set(key, 'workspace');
  return { plan: { again, waits: waitsOf(graph.byKey, again, checkouts) } };
}

function againBy(
  graph: Graph,
  { from, failedOnly, deployable, changedInputs }: ReplayChoice,
): Map<string, AgainReason> {
  const again = new Map<string, AgainReason>();
  const nodes = [...graph.byKey.values()];
  add(graph, again, 'chosen', from);
  if (failedOnly) add(graph, again, 'failed', nodes.filter(isFailure).map(keyOf));
  if (again.size === 0) return again;
  if (deployable.now !== deployable.then)
    add(graph, again, 'rule_changed', nodes.filter(isSkippedDeployment).map(keyOf));
  if (changedInputs.length > 0) askAgain(graph, again);
  return again;
}

const keyOf = ({ key }: RecordedNode): string => key;

const everything = (nodes: readonly RecordedNode[]): ReplayPlan => ({
  again: new Map(nodes.map(({ key }) => [key, 'chosen' as const])),
  waits: new Map(),
});

const FAILURES = ['errored', 'cancelled', 'unknown'];

/** One that the execution could not do without: a failure that was allowed is none. */
const isFailure = ({ status, rules }: RecordedNode): boolean =>
  FAILURES.includes(status) || (!rules.isTolerant && (status === 'failed' || status === 'timed_out'));

// What its skip meant to those after it depends on the rule of the branch.
const isSkippedDeployment = ({ definition, status }: RecordedNode): boolean =>
  status === 'skipped' && workerOf(definition.kind) === 'deployments';

interface Needing extends RecordedNode {
  needs: readonly string[];
}

interface Graph {
  byKey: ReadonlyMap<string, Needing>;
  /** By the key of a node, the keys of those that need it. */
  after: ReadonlyMap<string, string[]>;
}

function graphOf(nodes: readonly RecordedNode[]): Graph {
  const after = new Map(nodes.map(({ key }) => [key, [] as string[]]));
  for (const { key, definition } of nodes) for (const need of definition.needs) after.get(need)?.push(key);
  return { byKey: new Map(nodes.map((node) => [node.key, { ...node, needs: node.definition.needs }])), after };
}

/** Nodes, and everything after them. A node keeps the first reason that it got. */
function add({ after }: Graph, again: Map<string, AgainReason>, reason: AgainReason, keys: readonly string[]): void {
  for (const key of keys) if (!again.has(key) || again.get(key) === 'after') again.set(key, reason);
  const waiting = keys.flatMap((key) => after.get(key) ?? []);
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (again.has(key)) continue;
    again.set(key, 'after');
    waiting.push(...(after.get(key) ?? []));
  }
}

/** With other inputs, what is done again rests on no approval that people gave to those before. */
function askAgain(graph: Graph, again: Map<string, AgainReason>): void {
  const relied = (): string[] =>
    [...again.keys()]
      .flatMap((key) => upstreamOf(key, graph.byKey))
      .filter(({ key, definition }) => definition.kind === 'approval' && !again.has(key))
      .map(keyOf);
  // Those that are asked again bring what comes after them, which may rest on further ones.
  for (let keys = relied(); keys.length > 0; keys = relied()) add(graph, again, 'asked_again', keys);
}

function refusalOf(
  { byKey }: Graph,
  again: ReadonlyMap<string, AgainReason>,
  { from, deployable }: ReplayChoice,
): PlanRefusal | undefined {
  const nodes = [...byKey.values()].map(({ key, definition, rules, status }) => ({
    ...{ key, kind: definition.kind, needs: definition.needs, attempt: 1, rules },
    status: again.has(key) ? ('pending' as const) : status,
  }));
  const run = new Run({ status: 'queued', deployable: deployable.now, nodes });
  for (const key of from) {
    const node = run.nodes.get(key);
    if (!node || turnOf(node) !== 'never') continue;
    const needs = node.planned.needs.filter((need) => !['met', undefined].includes(run.nodes.get(need)?.end));
    return { code: 'upstream_not_met', key, needs };
  }
  return undefined;
}
