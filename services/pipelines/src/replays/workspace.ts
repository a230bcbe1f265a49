import { upstreamOf } from '../definitions/upstream.graph.js';
import type { RecordedNode } from './replay-choice.js';

type Nodes = ReadonlyMap<string, RecordedNode & { needs: readonly string[] }>;
type Again = ReadonlyMap<string, unknown>;

/**
 * The checkouts that have to be done again because a step after them is: the files of an execution are its own, and a new
 * one begins with none. What steps changed afterwards is kept apart and restored on top. Only a step reads files; a request, a gate or a deployment does not.
 */
export function workspaceCheckouts(nodes: Nodes, again: Again): string[] {
  const found = new Set<string>();
  for (const step of stepsAgain(nodes, again))
    for (const { key, definition, status } of upstreamOf(step, nodes))
      if (definition.kind === 'checkout' && status === 'succeeded' && !again.has(key)) found.add(key);
  return [...found];
}

/**
 * What nodes wait for in the new execution. A step waits for the checkouts before it, also where what lies between has
 * ended already; and a node that has ended waits for none of them, as its end would depend on an end to come.
 */
export function waitsOf(nodes: Nodes, again: Again, checkouts: readonly string[]): Map<string, string[]> {
  const waits = new Map<string, string[]>();
  for (const { key, needs } of nodes.values()) {
    const ended = needs.filter((need) => !checkouts.includes(need));
    if (!again.has(key) && ended.length < needs.length) waits.set(key, ended);
  }
  for (const step of stepsAgain(nodes, again)) {
    const implied = new Set(upstreamOf(step, onlyAgain(nodes, again)).map(({ key }) => key));
    const before = upstreamOf(step, nodes).map(({ key }) => key);
    const more = checkouts.filter((key) => before.includes(key) && !implied.has(key));
    if (more.length > 0) waits.set(step, [...(nodes.get(step)?.needs ?? []), ...more]);
  }
  return waits;
}

/** The steps before one that is done again which are not, whose files it can only find where they are kept. */
export function stepsWithoutFiles(nodes: readonly RecordedNode[], again: Again): string[] {
  const byKey = new Map(nodes.map((node) => [node.key, { ...node, needs: node.definition.needs }]));
  const before = stepsAgain(byKey, again).flatMap((key) => upstreamOf(key, byKey));
  const lost = before.filter(({ key, definition, status }) => {
    return definition.kind === 'shell' && !again.has(key) && status !== 'skipped';
  });
  return [...new Set(lost.map(({ key }) => key))].toSorted();
}

const stepsAgain = (nodes: Nodes, again: Again): string[] =>
  [...nodes.values()]
    .filter(({ key, definition }) => definition.kind === 'shell' && again.has(key))
    .map(({ key }) => key);

const onlyAgain = (nodes: Nodes, again: Again): Nodes => new Map([...nodes].filter(([key]) => again.has(key)));
