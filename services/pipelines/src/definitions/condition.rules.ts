import { celEnv, CelScalar, isCelError, mapType, parse, plan } from '@bufbuild/cel';
import { LRUCache } from 'lru-cache';
import type { Inputs, InputValue } from './inputs.rules.js';
import type { Cell } from './matrix.rules.js';
import { type Survey, surveyOf } from './condition-survey.rules.js';

export interface ConditionNode {
  status: string;
  outputs: Record<string, string>;
}

/** What a condition can speak of. */
export interface ConditionContext {
  branch: string;
  inputs: Inputs;
  /** The combination that the node is for; empty for one without a matrix. */
  matrix: Cell;
  /** The nodes of the execution by key; each is `undefined` when there is none. */
  node: (key: string) => ConditionNode | undefined;
  keys: () => Iterable<string>;
}

export type Judgement = { holds: boolean } | { trouble: string };

export const MAX_CONDITION_LENGTH = 2_000;
/** Compiled conditions that are kept: compiling one costs as much as forty judgements. */
const KEPT = 500;

const ENVIRONMENT = celEnv({
  variables: {
    branch: CelScalar.STRING,
    inputs: mapType(CelScalar.STRING, CelScalar.DYN),
    matrix: mapType(CelScalar.STRING, CelScalar.DYN),
    nodes: mapType(CelScalar.STRING, CelScalar.DYN),
  },
});

interface Compiled {
  survey: Survey;
  run: (variables: {
    branch: string;
    inputs: ReadonlyMap<string, InputValue>;
    matrix: ReadonlyMap<string, InputValue>;
    nodes: ReadonlyMap<string, ConditionNode>;
  }) => unknown;
}
const kept = new LRUCache<string, Compiled>({ max: KEPT });

/**
 * Reads a condition (CEL, cel.dev): the keys of the nodes that it names, or what is wrong with it. Loops inside of loops
 * are refused: what they cost grows beyond what the service may spend on one condition.
 */
export function readCondition(text: string): { nodes: string[] } | { problem: string } {
  try {
    const { nodes, loops } = compiled(text).survey;
    return loops > 1 ? { problem: 'a loop of the condition is inside of another' } : { nodes };
  } catch (error) {
    return { problem: `the condition cannot be read: ${sentence(error)}` };
  }
}

/**
 * Whether the condition holds. One that speaks of what is not there, or gives no truth value, is trouble. Never throws;
 * looks only at the nodes that the condition names, or at all where it goes through them.
 */
export function judge(text: string, context: ConditionContext): Judgement {
  try {
    const { survey, run } = compiled(text);
    const keys = survey.isWhole ? context.keys() : survey.nodes;
    const nodes = new Map([...keys].flatMap((key) => entryOf(key, context)));
    const { branch } = context;
    const value = run({ branch, inputs: mapOf(context.inputs), matrix: mapOf(context.matrix), nodes });
    if (isCelError(value)) return { trouble: sentence(value) };
    return typeof value === 'boolean' ? { holds: value } : { trouble: 'it gives no truth value' };
  } catch (error) {
    return { trouble: sentence(error) };
  }
}

const mapOf = (values: Inputs): ReadonlyMap<string, InputValue> => new Map(Object.entries(values));

function entryOf(key: string, { node }: ConditionContext): [string, ConditionNode][] {
  const found = node(key);
  return found ? [[key, found]] : [];
}

function compiled(text: string): Compiled {
  const known = kept.get(text);
  if (known) return known;
  const parsed = parse(text);
  const made: Compiled = { survey: surveyOf(parsed), run: plan(ENVIRONMENT, parsed) as unknown as Compiled['run'] };
  kept.set(text, made);
  return made;
}

/** The first line of the message, with the place as `line:column` in front where there is one. */
function sentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^<input>:/, '').split('\n')[0] ?? '';
}
