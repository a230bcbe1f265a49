import type { Inputs, InputValue } from '../definitions/inputs.rules.js';
import type { NodeKind } from '../definitions/node-kinds.rules.js';
import type { NodeStatus } from '../engine/node.machine.js';

/** In what nodes can differ. */
export const NODE_DIFFERENCES = [
  'presence',
  'status',
  'definition',
  'attempts',
  'outputs',
  'artifacts',
  'evidence',
  'duration',
] as const;
export type NodeDifference = (typeof NODE_DIFFERENCES)[number];

/** What there is of a name on both sides; null on a side that has none. */
export interface Pair<T> {
  name: string;
  left: T | null;
  right: T | null;
  isSame: boolean;
}

/** A node of one of the executions. Times are milliseconds. */
export interface ComparedNode {
  id: string;
  key: string;
  name: string;
  kind: NodeKind;
  /** Its text in the pipeline file, filled in. */
  definition: string;
  status: NodeStatus;
  attempt: number;
  queuedMs: number | null;
  durationMs: number | null;
  outputs: Readonly<Record<string, string>>;
  /** Digests by the names of artifacts. */
  artifacts: ReadonlyMap<string, string>;
  /** How much evidence there is, by kind. */
  evidence: ReadonlyMap<string, number>;
}

export interface NodeComparison {
  key: string;
  name: string;
  kind: NodeKind;
  differences: NodeDifference[];
  left: ComparedNode | null;
  right: ComparedNode | null;
  outputs: Pair<string>[];
  artifacts: Pair<string>[];
  evidence: Pair<number>[];
}

/** Steps never take equally long; what is told is at least half as much again, and more than a few seconds. */
const SLOWER = { factor: 1.5, ms: 5_000 };

/** Nodes by their keys: those of the left one in their order, then those that only the right one has. */
export function compareNodes(left: readonly ComparedNode[], right: readonly ComparedNode[]): NodeComparison[] {
  const [ofLeft, ofRight] = [left, right].map((nodes) => new Map(nodes.map((node) => [node.key, node])));
  const keys = new Set([...left, ...right].map(({ key }) => key));
  return [...keys].map((key) => compareNode(key, ofLeft?.get(key) ?? null, ofRight?.get(key) ?? null));
}

function compareNode(key: string, left: ComparedNode | null, right: ComparedNode | null): NodeComparison {
  const { name, kind } = right ?? left ?? { name: key, kind: 'shell' };
  const [ofLeft, ofRight] = [left ?? NOTHING, right ?? NOTHING];
  const pairs = {
    outputs: comparePairs(entriesOf(ofLeft.outputs), entriesOf(ofRight.outputs)),
    artifacts: comparePairs(ofLeft.artifacts, ofRight.artifacts),
    evidence: comparePairs(ofLeft.evidence, ofRight.evidence),
  };
  return { key, name, kind, differences: differencesOf(left, right, pairs), left, right, ...pairs };
}

const NOTHING: Pick<ComparedNode, 'outputs' | 'artifacts' | 'evidence'> = {
  ...{ outputs: {}, artifacts: new Map(), evidence: new Map() },
};

function differencesOf(
  left: ComparedNode | null,
  right: ComparedNode | null,
  pairs: Pick<NodeComparison, 'outputs' | 'artifacts' | 'evidence'>,
): NodeDifference[] {
  if (!left || !right) return ['presence'];
  const isOther: Record<NodeDifference, boolean> = {
    presence: false,
    status: left.status !== right.status,
    definition: left.definition !== right.definition,
    attempts: left.attempt !== right.attempt,
    outputs: pairs.outputs.some(isDifferent),
    artifacts: pairs.artifacts.some(isDifferent),
    evidence: pairs.evidence.some(isDifferent),
    duration: isOtherDuration(left.durationMs, right.durationMs),
  };
  return NODE_DIFFERENCES.filter((difference) => isOther[difference]);
}

const isDifferent = ({ isSame }: { isSame: boolean }): boolean => !isSame;

function isOtherDuration(left: number | null, right: number | null): boolean {
  if (left === null || right === null) return false;
  const [less, more] = [Math.min(left, right), Math.max(left, right)];
  return more - less >= SLOWER.ms && more >= less * SLOWER.factor;
}

export const compareInputs = (left: Inputs, right: Inputs): Pair<InputValue>[] =>
  comparePairs(entriesOf(left), entriesOf(right));

/** What two lists have by name, in the order of the names. */
export function comparePairs<T extends InputValue>(
  left: ReadonlyMap<string, T>,
  right: ReadonlyMap<string, T>,
): Pair<T>[] {
  const names = [...new Set([...left.keys(), ...right.keys()])].toSorted();
  return names.map((name) => {
    const pair = { left: left.get(name) ?? null, right: right.get(name) ?? null };
    return { name, ...pair, isSame: pair.left === pair.right };
  });
}

const entriesOf = <T>(record: Readonly<Record<string, T>>): Map<string, T> => new Map(Object.entries(record));
