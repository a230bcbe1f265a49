import {
  type InputDefinition,
  type InputProblem,
  type Inputs,
  type InputValue,
  MAX_INPUTS,
  resolveInputs,
  resolveTexts,
  textProblem,
} from '../definitions/inputs.rules.js';
import {
  missingWords,
  type Reference,
  type References,
  referencesIn,
  resolveReferences,
} from '../definitions/references.rules.js';
import type { Scope } from '../definitions/condition-scope.rules.js';
import type { Told } from './told.rules.js';
import { expressionProblem, valueOf } from './trigger-expression.rules.js';

/** Expressions over what a trigger is told, by the name of the input. */
export type Expressions = Readonly<Record<string, string>>;

/** What a run before has, that a reference may name. */
export interface Upstream {
  name: string;
  /** The keys of its nodes. */
  nodes: ReadonlySet<string>;
  inputs: ReadonlySet<string>;
}

/** What is given, or a sentence why nothing is. */
export type Resolved = { inputs: Inputs } | { refusal: string };

const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,62}$/;

/** What is wrong with values by themselves, whatever asks for them. */
export function shapeProblems(given: Readonly<Record<string, unknown>>): InputProblem[] {
  const entries = Object.entries(given);
  if (entries.length > MAX_INPUTS)
    return [{ name: entries[MAX_INPUTS]?.[0] ?? '', message: `there are at most ${MAX_INPUTS} inputs` }];
  return entries.flatMap(([name, value]) => {
    const message = shapeProblem(name, value);
    return message === undefined ? [] : [{ name, message }];
  });
}

function shapeProblem(name: string, value: unknown): string | undefined {
  if (!NAME.test(name)) return 'the name of an input is letters, digits, - and _, and starts with a letter';
  if (typeof value === 'string') return textProblem(name, value);
  const isPlain = typeof value === 'boolean' || Number.isFinite(value);
  return isPlain ? undefined : `${name} must be text, a number or true or false`;
}

/** What is wrong with the values of a schedule: each is held against what the pipeline asks for. */
export function fixedProblems(definitions: readonly InputDefinition[], given: Inputs): InputProblem[] {
  const resolved = resolveInputs(definitions, given);
  return 'problems' in resolved ? resolved.problems : [];
}

/** What is wrong with the values of a follow-up. One with references is known when the run before has ended. */
export function referenceProblems(
  definitions: readonly InputDefinition[],
  given: Inputs,
  upstream: Upstream | undefined,
): InputProblem[] {
  const isLater = (value: InputValue): boolean => typeof value === 'string' && value.includes('${{');
  const [later, fixed] = [pick(given, isLater), pick(given, (value) => !isLater(value))];
  const problems = Object.entries(later).flatMap(([name, value]) => {
    const message = referenceProblem(String(value), upstream);
    return message === undefined ? [] : [{ name, message }];
  });
  return [...problems, ...unknownNames(definitions, later), ...restProblems(definitions, later, fixed)];
}

function referenceProblem(text: string, upstream: Upstream | undefined): string | undefined {
  const { references, malformed } = referencesIn(text);
  if (malformed || references.some((one) => 'variable' in one))
    return 'a reference is ${{ nodes.<key>.outputs.<name> }} or ${{ inputs.<name> }}, of the run before';
  const [missing] = upstream ? references.filter((one) => !isThere(one, upstream)) : [];
  if (!missing) return undefined;
  return `${upstream?.name} has no ${'node' in missing ? `node ${missing.node}` : `input ${nameOf(missing)}`}`;
}

const isThere = (one: Reference, { nodes, inputs }: Upstream): boolean =>
  'node' in one ? nodes.has(one.node) : inputs.has(nameOf(one));

const nameOf = (one: Exclude<Reference, { node: string }>): string => ('input' in one ? one.input : one.variable);

/**
 * What is wrong with expressions over what is told later.
 * @param definitions what the pipeline asks for; undefined where nobody has read it yet
 */
export function expressionProblems(
  definitions: readonly InputDefinition[] | undefined,
  given: Expressions,
  scope: Scope,
): InputProblem[] {
  const types = new Map(definitions?.map(({ name, type }) => [name, type]));
  const problems = Object.entries(given).flatMap(([name, text]) => {
    const message = expressionProblem(text, types.get(name), scope);
    return message === undefined ? [] : [{ name, message }];
  });
  if (!definitions) return problems;
  return [...problems, ...unknownNames(definitions, given), ...restProblems(definitions, given, {})];
}

/**
 * What expressions give for what was told. One that gives null leaves its input to its default.
 * @param teller who has told it, as a sentence begins: `The body of the call`
 */
export function inputsTold(expressions: Expressions, told: Told, teller: string): Resolved {
  const values: [string, InputValue][] = [];
  for (const [name, text] of Object.entries(expressions)) {
    const got = valueOf(text, told);
    if ('trouble' in got) return { refusal: `${teller} gives no ${name}: ${got.trouble}.` };
    if (got.value !== undefined) values.push([name, got.value]);
  }
  const inputs = Object.fromEntries(values);
  const [problem] = shapeProblems(inputs);
  return problem ? { refusal: `${teller} gives no ${problem.name}: ${problem.message}.` } : { inputs };
}

/** The values of a follow-up, with what the run before has in the place of references. */
export function inputsOfRun(given: Inputs, known: References): Resolved {
  const values: [string, InputValue][] = [];
  for (const [name, value] of Object.entries(given)) {
    const resolved = typeof value === 'string' ? resolveReferences(value, known) : { text: value };
    if ('missing' in resolved) return { refusal: `${name} has no value. ${missingWords(resolved.missing)}` };
    values.push([name, resolved.text]);
  }
  return { inputs: Object.fromEntries(values) };
}

/** The nodes that values refer to. */
export const nodesIn = (given: Inputs): string[] =>
  Object.values(given).flatMap((value) =>
    referencesIn(String(value)).references.flatMap((one) => ('node' in one ? [one.node] : [])),
  );

/** What a pipeline is started with, or a sentence why it is not. */
export function admitted(definitions: readonly InputDefinition[], given: Inputs): Resolved {
  const resolved = resolveTexts(definitions, given);
  if ('inputs' in resolved) return resolved;
  const problems = resolved.problems.map(({ message }) => message).join('; ');
  return { refusal: `The pipeline asks for other inputs: ${problems}.` };
}

const unknownNames = (
  definitions: readonly InputDefinition[],
  given: Readonly<Record<string, unknown>>,
): InputProblem[] =>
  Object.keys(given)
    .filter((name) => !definitions.some((definition) => definition.name === name))
    .map((name) => ({ name, message: `there is no input ${name}` }));

/** What is wrong with the inputs beside those that are known later. */
function restProblems(
  definitions: readonly InputDefinition[],
  later: Readonly<Record<string, unknown>>,
  fixed: Inputs,
): InputProblem[] {
  const others = definitions.filter(({ name }) => !Object.hasOwn(later, name));
  const resolved = resolveTexts(others, fixed);
  return 'problems' in resolved ? resolved.problems : [];
}

const pick = (given: Inputs, isPicked: (value: InputValue) => boolean): Inputs =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => isPicked(value)));
