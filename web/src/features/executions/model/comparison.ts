import type { ExecutionComparisonResponse, NodeDifference } from '../../../shared/api/generated/types.gen.js';
import { formatDuration } from '../../../shared/lib/duration.js';

/** A fact of two runs. */
export type Fact = { name: string; left: string; right: string; isSame: boolean };

const DIFFERENCES: Record<NodeDifference, string> = {
  presence: 'only in one',
  status: 'result',
  definition: 'definition',
  attempts: 'attempts',
  outputs: 'outputs',
  artifacts: 'artifacts',
  evidence: 'evidence',
  duration: 'duration',
};

/** In what a node differs, in words; empty where it does not. */
export const differenceWords = (differences: readonly NodeDifference[]): string =>
  differences.map((difference) => DIFFERENCES[difference]).join(', ');

const fact = (name: string, left: string, right: string): Fact => ({ name, left, right, isSame: left === right });
const shown = (value: unknown): string => (value === null || value === undefined ? '—' : String(value));
const time = (ms: number | null): string => (ms === null ? '—' : formatDuration(ms));

/** What the runs were of and with, apart from their nodes. */
export function factsOf({ left, right, definition, inputs, evidence }: ExecutionComparisonResponse): Fact[] {
  return [
    fact('Pipeline', left.pipelineName, right.pipelineName),
    fact('Commit', commitOf(left), commitOf(right)),
    fact('Branch', left.commit.branch, right.commit.branch),
    { ...fact('Pipeline file', version(definition.left), version(definition.right)), isSame: definition.isSame },
    ...inputs.map((one) => ({ ...fact(`Input ${one.name}`, shown(one.left), shown(one.right)), isSame: one.isSame })),
    ...evidence.map((one) => fact(`Evidence: ${words(one.name)}`, shown(one.left ?? 0), shown(one.right ?? 0))),
    { ...fact('Queued', time(left.queuedMs), time(right.queuedMs)), isSame: true },
    { ...fact('Duration', time(left.durationMs), time(right.durationMs)), isSame: true },
  ];
}

const commitOf = ({ commit }: ExecutionComparisonResponse['left']): string =>
  `${commit.sha.slice(0, 7)} ${commit.message}`;
const version = (number: number): string => (number === 0 ? 'could not be read' : `version ${number}`);
const words = (kind: string): string => kind.replaceAll('_', ' ');

type Node = ExecutionComparisonResponse['nodes'][number];

/** What came of a node on both sides, below its state: what is alike only where everything is asked for. */
export function nodeFacts(node: Node, isOnlyDifferent: boolean): Fact[] {
  const { left, right, outputs, artifacts, evidence } = node;
  const facts = [
    fact('attempts', shown(left?.attempt), shown(right?.attempt)),
    ...outputs.map((one) => fact(one.name, shown(one.left), shown(one.right))),
    ...artifacts.map((one) => fact(`artifact ${one.name}`, digest(one.left), digest(one.right))),
    ...evidence.map((one) => fact(words(one.name), shown(one.left ?? 0), shown(one.right ?? 0))),
  ];
  const isWorth = ({ name, isSame, left: one }: Fact): boolean =>
    !isSame || (!isOnlyDifferent && !(name === 'attempts' && one === '1'));
  return left && right ? facts.filter(isWorth) : [];
}

const digest = (of: string | null): string => (of === null ? '—' : of.replace('sha256:', '').slice(0, 12));
