import type { Gate } from '../result/result.ts';
import type { RunRecord } from './standstill.ts';

/** Of all steps: those whose runner could not say that it has them. More would be a way to pass by giving up. */
const MOST_UNKNOWN = 0.05;

export interface Witnesses {
  /** How often a step has said that it begins. */
  startsOf: (runId: string, key: string) => number;
  /** Nodes whose success was written more than once. */
  succeededTwice: number;
}

/**
 * Counts nodes: `acked` belong to runs that were answered, `stored` ended as they should. `lost` are those without an end,
 * or said to have succeeded without having begun; `dup` are those done more than once; `wrong` ended in a way that nothing
 * here asks for. `unknown` steps (a runner died and could not tell what became of one) are none of these up to a
 * twentieth of the steps, and lost beyond.
 */
export function recoveryGate(runs: readonly RunRecord[], witnesses: Witnesses): { gate: Gate; unknown: number } {
  const verdicts = runs.flatMap((run) => run.shape.nodes.map(({ key }) => verdictOf(run, key, witnesses)));
  const count = (of: Verdict): number => verdicts.filter((verdict) => verdict === of).length;
  const steps = runs.flatMap(({ shape }) => shape.nodes.filter(({ run }) => run)).length;
  const unknown = count('unknown');
  const givenUp = unknown > steps * MOST_UNKNOWN ? unknown : 0;
  const dup = count('twice') + witnesses.succeededTwice;
  const gate = { acked: verdicts.length, stored: count('done'), lost: count('lost') + givenUp, dup };
  return { gate: { ...gate, wrong: count('wrong') }, unknown };
}

/** States that are no end. */
const STANDING = new Set(['pending', 'ready', 'running', 'waiting', 'retrying']);

type Verdict = 'done' | 'unknown' | 'after-unknown' | 'lost' | 'twice' | 'wrong';

function verdictOf({ id, shape, nodes }: RunRecord, key: string, { startsOf }: Witnesses): Verdict {
  const node = nodes.get(key);
  if (!node || STANDING.has(node.status)) return 'lost';
  const isStep = shape.nodes.some((of) => of.key === key && of.run !== undefined);
  const starts = isStep ? startsOf(id, key) : 1;
  if (starts > 1) return 'twice';
  if (node.status === 'succeeded') return starts === 1 ? 'done' : 'lost';
  return verdictOfOther(node.status, nodes, isStep);
}

function verdictOfOther(status: string, nodes: RunRecord['nodes'], isStep: boolean): Verdict {
  if (status === 'unknown') return isStep ? 'unknown' : 'wrong';
  const isAfterUnknown = [...nodes.values()].some((node) => node.status === 'unknown');
  return status === 'skipped' && isAfterUnknown ? 'after-unknown' : 'wrong';
}
