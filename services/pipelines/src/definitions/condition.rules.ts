import { celEnv, CelScalar, isCelError, mapType, parse, plan } from '@bufbuild/cel';
import { LRUCache } from 'lru-cache';
import type { EvidenceFacts } from '../evidence/evidence-facts.rules.js';
import type { Inputs, InputValue } from './inputs.rules.js';
import type { Cell } from './matrix.rules.js';
import { typeProblem } from './condition-check.rules.js';
import { behindDot, type ConditionProblem, type Parsed } from './condition-places.rules.js';
import type { Scope } from './condition-scope.rules.js';
import { type Mention, type Survey, surveyOf } from './condition-survey.rules.js';

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
  /** The variables that the node refers to. */
  vars?: Readonly<Record<string, string>> | undefined;
  /** The nodes of the execution by key; each is `undefined` when there is none. */
  node: (key: string) => ConditionNode | undefined;
  keys: () => Iterable<string>;
  /** There for a condition that speaks of it. */
  evidence?: EvidenceFacts | undefined;
}

/** `seen`: what a condition that does not hold has looked at of the evidence, as `evidence.tests.failed is 2`. */
export type Judgement = { holds: boolean; seen?: string[] } | { trouble: string };

export const MAX_CONDITION_LENGTH = 2_000;
/** Compiled conditions that are kept: compiling one costs as much as forty judgements. */
const KEPT = 500;

const ENVIRONMENT = celEnv({
  variables: {
    branch: CelScalar.STRING,
    inputs: mapType(CelScalar.STRING, CelScalar.DYN),
    matrix: mapType(CelScalar.STRING, CelScalar.DYN),
    vars: mapType(CelScalar.STRING, CelScalar.STRING),
    nodes: mapType(CelScalar.STRING, CelScalar.DYN),
    evidence: mapType(CelScalar.STRING, CelScalar.DYN),
  },
});

interface Compiled {
  parsed: Parsed;
  survey: Survey;
  run: (variables: {
    branch: string;
    inputs: ReadonlyMap<string, InputValue>;
    matrix: ReadonlyMap<string, InputValue>;
    vars: ReadonlyMap<string, InputValue>;
    nodes: ReadonlyMap<string, ConditionNode>;
    evidence: ReadonlyMap<string, unknown>;
  }) => unknown;
}
const kept = new LRUCache<string, Compiled>({ max: KEPT });

/**
 * Reads a condition (CEL, cel.dev): the nodes that it names and where, or what is wrong with it. Loops inside of loops are
 * refused: what they cost grows beyond what the service may spend on one condition.
 */
export function readCondition(text: string): { nodes: Mention[] } | ConditionProblem {
  try {
    const { mentions, innerLoop } = compiled(text).survey;
    if (innerLoop !== undefined)
      return { message: 'a loop of the condition is inside of another', offset: behindDot(text, innerLoop) };
    return { nodes: mentions.map(({ key, offset }) => ({ key, offset: behindDot(text, offset) })) };
  } catch (error) {
    return { message: `the condition cannot be read: ${words(error)}`, offset: offsetOf(error) };
  }
}

/** What keeps a condition that can be read from ever giving a truth value, by the types of what it speaks of. */
export function conditionProblem(text: string, scope: Scope): ConditionProblem | undefined {
  const problem = typeProblem(compiled(text).parsed, scope);
  return problem && { ...problem, offset: behindDot(text, problem.offset) };
}

/** What a condition speaks of; undefined for text that cannot be read. */
export function surveyed(text: string): Survey | undefined {
  try {
    return compiled(text).survey;
  } catch {
    return undefined;
  }
}

/** Whether a condition looks at evidence; not for text that cannot be read. */
export const speaksOfEvidence = (text: string): boolean => (surveyed(text)?.evidence.length ?? 0) > 0;

/**
 * Whether the condition holds. One that speaks of what is not there, or gives no truth value, is trouble. Never throws;
 * looks only at the nodes that the condition names, or at all where it goes through them.
 */
export function judge(text: string, context: ConditionContext): Judgement {
  try {
    const { survey, run } = compiled(text);
    const keys = survey.isWhole ? context.keys() : survey.nodes;
    const nodes = new Map([...keys].flatMap((key) => entryOf(key, context)));
    const { branch, inputs, matrix, vars = {}, evidence } = context;
    const given = { inputs: mapOf(inputs), matrix: mapOf(matrix), vars: mapOf(vars) };
    const value = run({ branch, nodes, ...given, evidence: celOf(evidence) });
    if (isCelError(value)) return { trouble: missingEvidence(survey, context) ?? sentence(value) };
    if (typeof value !== 'boolean') return { trouble: 'it gives no truth value' };
    const seen = value ? [] : seenIn(survey, context);
    return seen.length > 0 ? { holds: value, seen } : { holds: value };
  } catch (error) {
    return { trouble: sentence(error) };
  }
}

const mapOf = (values: Inputs): ReadonlyMap<string, InputValue> => new Map(Object.entries(values));

/** Counts as CEL's whole numbers; a percentage stays a fraction. */
function celOf(evidence: EvidenceFacts | undefined): ReadonlyMap<string, unknown> {
  const converted = Object.entries(evidence ?? {}).map(([kind, facts]) => {
    const entries = Object.entries(facts as Record<string, unknown>).map(([name, value]) => [
      name,
      Number.isInteger(value) && name !== 'percent' ? BigInt(value as number) : value,
    ]);
    return [kind, Object.fromEntries(entries) as unknown] as const;
  });
  return new Map(converted);
}

function missingEvidence({ evidence }: Survey, context: ConditionContext): string | undefined {
  const missing = evidence.map(([kind]) => kind).find((kind) => kind !== undefined && !has(context, kind));
  return missing === undefined ? undefined : `there is no evidence of ${missing} that could be read`;
}

const has = ({ evidence }: ConditionContext, kind: string): boolean => Object.hasOwn(evidence ?? {}, kind);

function seenIn({ evidence }: Survey, context: ConditionContext): string[] {
  const values = evidence.flatMap((path) => {
    const value = path.reduce<unknown>(
      (of, key) => (typeof of === 'object' && of !== null ? (of as Record<string, unknown>)[key] : undefined),
      context.evidence,
    );
    return ['number', 'boolean', 'string'].includes(typeof value)
      ? [`${['evidence', ...path].join('.')} is ${String(value)}`]
      : [];
  });
  return [...new Set(values)];
}

function entryOf(key: string, { node }: ConditionContext): [string, ConditionNode][] {
  const found = node(key);
  return found ? [[key, found]] : [];
}

function compiled(text: string): Compiled {
  const known = kept.get(text);
  if (known) return known;
  const parsed = parse(text);
  const run = plan(ENVIRONMENT, parsed) as unknown as Compiled['run'];
  const made: Compiled = { parsed, survey: surveyOf(parsed), run };
  kept.set(text, made);
  return made;
}

/** The first line of the message, with the place as `line:column` in front where there is one. */
function sentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^<input>:/, '').split('\n')[0] ?? '';
}

/** The first line of the message, without a place. */
const words = (error: unknown): string => sentence(error).replace(/^\d+:\d+: /, '');

/** Where a text could not be read any further. */
function offsetOf(error: unknown): number {
  const { location } = error as { location?: { start?: { offset?: unknown } } };
  return typeof location?.start?.offset === 'number' ? location.start.offset : 0;
}
