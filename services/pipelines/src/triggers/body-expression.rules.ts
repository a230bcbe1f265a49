import { celEnv, CelScalar, isCelError, parse, plan } from '@bufbuild/cel';
import { LRUCache } from 'lru-cache';
import { typeOfExpression } from '../definitions/condition-check.rules.js';
import { surveyOf } from '../definitions/condition-survey.rules.js';
import { ANY, isAny, type ValueType, wordsOf } from '../definitions/condition-type.rules.js';
import type { InputType, InputValue } from '../definitions/inputs.rules.js';

/** An expression over the body of a call, in the language of conditions (CEL): `body.image.tag`. */
export const MAX_EXPRESSION_LENGTH = 500;

const ENVIRONMENT = celEnv({ variables: { body: CelScalar.DYN } });
const SCOPE = new Map([['body', ANY]]);
const KEPT = 500;
/** The types of what an expression may give, by what the input asks for: texts are read, numbers are written. */
const FITTING: Record<InputType, readonly string[]> = {
  string: ['string', 'int', 'uint', 'double', 'bool'],
  number: ['int', 'uint', 'double', 'string'],
  boolean: ['bool', 'string'],
};

type Run = (variables: { body: unknown }) => unknown;
const kept = new LRUCache<string, Run>({ max: KEPT });

/**
 * What is wrong with an expression for an input of this type, in words; undefined for one that may do. Loops are refused:
 * how long they take depends on who calls.
 */
export function expressionProblem(text: string, type: InputType): string | undefined {
  if (text.length > MAX_EXPRESSION_LENGTH) return `an expression has at most ${MAX_EXPRESSION_LENGTH} characters`;
  try {
    const parsed = parse(text);
    const { loops, variables } = surveyOf(parsed);
    if (loops > 0) return 'an expression has no loops';
    const other = variables.find((name) => name !== 'body');
    if (other !== undefined) return `there is no ${other}; an expression speaks of body`;
    const inferred = typeOfExpression(parsed, SCOPE);
    return 'problem' in inferred ? inferred.problem.message : misfit(inferred.type, type);
  } catch (error) {
    return `the expression cannot be read: ${sentence(error)}`;
  }
}

function misfit(type: ValueType, wanted: InputType): string | undefined {
  const fits = isAny(type) || (type.kind === 'scalar' && FITTING[wanted].includes(type.name));
  return fits ? undefined : `the expression gives ${wordsOf(type)}, and the input is a ${wanted}`;
}

/**
 * What an expression gives for a body, as `JSON.parse` gives it: text, a number or a truth value; undefined where that is
 * null, or why it gives none, in words. Never throws.
 */
export function valueOfBody(text: string, body: unknown): { value: InputValue | undefined } | { trouble: string } {
  try {
    const value = compiled(text)({ body });
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
