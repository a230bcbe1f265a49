import { celEnv, CelScalar, isCelError, parse, plan } from '@bufbuild/cel';
import { LRUCache } from 'lru-cache';
import { typeOfExpression } from '../definitions/condition-check.rules.js';
import { surveyOf } from '../definitions/condition-survey.rules.js';
import type { Scope } from '../definitions/condition-scope.rules.js';
import { isAny, type ValueType, wordsOf } from '../definitions/condition-type.rules.js';
import type { InputType, InputValue } from '../definitions/inputs.rules.js';
import { TOLD_NAMES, type Told } from './told.rules.js';

/** An expression over what a trigger is told, in the language of conditions (CEL): `body.image.tag`, `commit.sha`. */
export const MAX_EXPRESSION_LENGTH = 500;

// Which of the names an expression may use is its scope's to say.
const ENVIRONMENT = celEnv({ variables: Object.fromEntries(TOLD_NAMES.map((name) => [name, CelScalar.DYN])) });
const KEPT = 500;
/** The types of what an expression may give, by what the input asks for: texts are read, numbers are written. */
const FITTING: Record<InputType, readonly string[]> = {
  string: ['string', 'int', 'uint', 'double', 'bool'],
  number: ['int', 'uint', 'double', 'string'],
  boolean: ['bool', 'string'],
};

type Run = (told: Told) => unknown;
const kept = new LRUCache<string, Run>({ max: KEPT });

/**
 * What is wrong with an expression for an input of this type, in words; undefined for one that may do, and where nobody
 * knows the type yet, for one that could do for some. Loops are refused: how long they take depends on who calls.
 */
export function expressionProblem(text: string, type: InputType | undefined, scope: Scope): string | undefined {
  if (text.length > MAX_EXPRESSION_LENGTH) return `an expression has at most ${MAX_EXPRESSION_LENGTH} characters`;
  try {
    const parsed = parse(text);
    const { loops, variables } = surveyOf(parsed);
    if (loops > 0) return 'an expression has no loops';
    const other = variables.find((name) => !scope.has(name));
    if (other !== undefined) return stranger(other, scope);
    const inferred = typeOfExpression(parsed, scope);
    return 'problem' in inferred ? inferred.problem.message : misfit(inferred.type, type);
  } catch (error) {
    return `the expression cannot be read: ${sentence(error)}`;
  }
}

// Who means a text and leaves its quotes out has named something that is not there.
const stranger = (name: string, scope: Scope): string =>
  `there is no ${name}; an expression speaks of ${[...scope.keys()].join(', ')}, and a text stands in quotes`;

function misfit(type: ValueType, wanted: InputType | undefined): string | undefined {
  const fits = isAny(type) || (type.kind === 'scalar' && FITTING[wanted ?? 'string'].includes(type.name));
  const what = wanted === undefined ? 'an input is text, a number or a truth value' : `the input is a ${wanted}`;
  return fits ? undefined : `the expression gives ${wordsOf(type)}, and ${what}`;
}

/**
 * What an expression gives for what was told: text, a number or a truth value; undefined where that is null, or why it
 * gives none, in words. Never throws.
 */
export function valueOf(text: string, told: Told): { value: InputValue | undefined } | { trouble: string } {
  try {
    const value = compiled(text)(told);
    if (isCelError(value)) return { trouble: sentence(value) };
    if (value === null) return { value: undefined };
    if (typeof value === 'bigint') return { value: Number(value) };
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return { value };
    return { trouble: 'it is neither text nor a number nor a truth value' };
  } catch (error) {
    return { trouble: sentence(error) };
  }
}

function compiled(text: string): Run {
  const run = kept.get(text) ?? (plan(ENVIRONMENT, parse(text)) as unknown as Run);
  kept.set(text, run);
  return run;
}

/** The first line of the message, with the place as `line:column` in front where there is one. */
function sentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^<input>:/, '').split('\n')[0] ?? '';
}
