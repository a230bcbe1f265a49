import { celEnv, type CelType } from '@bufbuild/cel';
import {
  ANY,
  areComparable,
  BOOL,
  isAny,
  isTaken,
  joined,
  listOf,
  mapOf,
  NULL,
  resultOf,
  scalarOf,
  TEXT,
  TYPE,
  type ValueType,
  wordsOf,
} from './condition-type.rules.js';
import { type ConditionProblem, type Expression, type Parsed, startOf, wordOf } from './condition-places.rules.js';
import type { Scope } from './condition-scope.rules.js';

type Kind = Expression['exprKind'];
type Case<C extends Kind['case']> = Extract<Kind, { case: C }>['value'];

/** The functions that the engine runs conditions with; their signatures are what is held against a call. */
const FUNCTIONS = celEnv().funcs;
const TYPES = ['bool', 'bytes', 'double', 'dyn', 'int', 'list', 'map', 'null_type', 'string', 'type', 'uint'];
const LOGIC = ['_&&_', '_||_', '@not_strictly_false'];
const EQUALITY = ['_==_', '_!=_'];
const CONSTANTS: Record<string, ValueType> = {
  boolValue: BOOL,
  bytesValue: scalarOf('bytes'),
  doubleValue: scalarOf('double'),
  int64Value: scalarOf('int'),
  nullValue: NULL,
  stringValue: TEXT,
  uint64Value: scalarOf('uint'),
};

/** A condition that can never be judged: what it says of what is there does not go together. */
class Mistake extends Error {
  /** @param at what is wrong: the word of the expression, or all of it */
  constructor(
    message: string,
    readonly at: Expression,
    readonly isWhole = false,
  ) {
    super(message);
  }
}

/**
 * What keeps a condition from ever giving a truth value, in words, and where; undefined for one that can. The library has
 * no type checker yet (its own knows constants and names alone), so this infers types from its signatures. Where a type is
 * not known before the run, nothing is held against it.
 */
export function typeProblem(parsed: Parsed, scope: Scope): ConditionProblem | undefined {
  const inferred = typeOfExpression(parsed, scope);
  if ('problem' in inferred) return inferred.problem;
  const { type } = inferred;
  if (!parsed.expr || isAny(type) || isBool(type)) return undefined;
  return { message: `the condition is ${wordsOf(type)}, no truth value`, offset: startOf(parsed, parsed.expr) };
}

/** The type of what an expression gives, as far as it is known before the run; or what is wrong with it, and where. */
export function typeOfExpression(parsed: Parsed, scope: Scope): { type: ValueType } | { problem: ConditionProblem } {
  try {
    return { type: parsed.expr ? typeOf(parsed.expr, scope) : ANY };
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
    const { message, at, isWhole } = error;
    return { problem: { message, offset: isWhole ? startOf(parsed, at) : wordOf(parsed, at) } };
  }
}

const isBool = (type: ValueType): boolean => type.kind === 'scalar' && type.name === 'bool';

const TYPE_OF: { [C in NonNullable<Kind['case']>]: (value: Case<C>, scope: Scope, at: Expression) => ValueType } = {
  constExpr: ({ constantKind }) => CONSTANTS[constantKind.case ?? ''] ?? ANY,
  identExpr: variable,
  selectExpr: select,
  callExpr: call,
  listExpr: ({ elements }, scope) => listOf(joined(elements.map((element) => typeOf(element, scope)))),
  structExpr: mapping,
  comprehensionExpr: loop,
};

function typeOf(expression: Expression, scope: Scope): ValueType {
  const { exprKind } = expression;
  if (exprKind.case === undefined) return ANY;
  const read = TYPE_OF[exprKind.case] as (value: typeof exprKind.value, scope: Scope, at: Expression) => ValueType;
  return read(exprKind.value, scope, expression);
}

function variable({ name }: Case<'identExpr'>, scope: Scope, at: Expression): ValueType {
  const known = scope.get(name);
  if (known) return known;
  if (TYPES.includes(name)) return TYPE;
  const names = [...scope.keys()].filter((one) => !one.startsWith('@'));
  throw new Mistake(`there is no ${name}; a condition speaks of ${names.join(', ')}`, at);
}

function select({ operand, field, testOnly }: Case<'selectExpr'>, scope: Scope, at: Expression): ValueType {
  const type = fieldOf(operand ? typeOf(operand, scope) : ANY, field, at);
  return testOnly ? BOOL : type;
}

function fieldOf(type: ValueType, field: string, at: Expression): ValueType {
  if (type.kind === 'map') return type.of;
  if (isAny(type)) return ANY;
  if (type.kind !== 'record') throw new Mistake(`${wordsOf(type)} has no field ${field}`, at);
  const found = type.fields.get(field);
  if (!found) throw new Mistake(type.lacks(field), at);
  return found;
}

function call(made: Case<'callExpr'>, scope: Scope, at: Expression): ValueType {
  const { function: name, target, args } = made;
  const types = args.map((arg) => typeOf(arg, scope));
  const [first = ANY, second = ANY, third = ANY] = types;
  if (LOGIC.includes(name)) return truth(name, types, args);
  if (name === '_?_:_') return truth(name, [first], args) && joined([second, third]);
  if (name === '_[_]') return indexed(first, second, args[1] ?? at);
  holdAgainstEachOther(name, [first, second], at);
  return applied(name, target && typeOf(target, scope), types, at);
}

/** What compares anything with anything, and never says why the answer is always the same. */
function holdAgainstEachOther(name: string, [first, second]: [ValueType, ValueType], at: Expression): void {
  if (EQUALITY.includes(name) && !areComparable(first, second))
    throw new Mistake(`${wordsOf(first)} is never equal to ${wordsOf(second)}${NEVER_EQUAL}`, at);
  if (name === '@in' && second.kind === 'list' && !areComparable(first, second.of))
    throw new Mistake(`${wordsOf(first)} is never in a list of ${wordsOf(second.of)}`, at);
}

const NEVER_EQUAL = '; int(…), double(…) and string(…) make one of the other';

/** Of these types, which are those of the expressions at the same places, each may be a truth value. */
function truth(name: string, types: readonly ValueType[], from: readonly Expression[]): ValueType {
  types.forEach((type, place) => {
    const at = from[place];
    if (at && !isAny(type) && !isBool(type))
      throw new Mistake(`${signOf(name)} needs truth values, and there is ${wordsOf(type)}`, at, true);
  });
  return BOOL;
}

function indexed(of: ValueType, key: ValueType, at: Expression): ValueType {
  if (of.kind === 'list') return of.of;
  const constant = at.exprKind.case === 'constExpr' ? at.exprKind.value.constantKind : undefined;
  if (constant?.case === 'stringValue') return fieldOf(of, constant.value, at);
  if (of.kind === 'record') return joined([...of.fields.values()]);
  if (of.kind === 'map' || isAny(of)) return of.kind === 'map' ? of.of : ANY;
  throw new Mistake(`${wordsOf(of)} has nothing at ${wordsOf(key)}`, at, true);
}

function applied(name: string, target: ValueType | undefined, types: readonly ValueType[], at: Expression): ValueType {
  const group = FUNCTIONS.find(name);
  if (!group) throw new Mistake(`there is no function ${name}`, at);
  const fits = (type: ValueType | undefined, parameter: CelType | undefined): boolean =>
    type === undefined || parameter === undefined ? type === parameter : isTaken(type, parameter);
  const fitting = [...group].filter(
    (one) =>
      fits(target, one.target) &&
      one.arguments.length === types.length &&
      one.arguments.every((parameter, at) => fits(types[at], parameter)),
  );
  if (fitting.length > 0) return joined(fitting.map(({ result }) => resultOf(result)));
  const given = [...(target ? [target] : []), ...types].map(wordsOf);
  throw new Mistake(`${signOf(name)} cannot be used on ${given.length > 0 ? given.join(' and ') : 'nothing'}`, at);
}

/** An operator as it is written: `+` for `_+_`. */
const signOf = (name: string): string => (name === '_?_:_' ? '?' : name.replace(/^@/, '').replaceAll('_', '')) || name;

function mapping({ entries, messageName }: Case<'structExpr'>, scope: Scope, at: Expression): ValueType {
  if (messageName !== '') throw new Mistake(`there is no type ${messageName}`, at, true);
  return mapOf(joined(entries.map(({ value }) => (value ? typeOf(value, scope) : ANY))));
}

function loop(made: Case<'comprehensionExpr'>, scope: Scope, at: Expression): ValueType {
  const over = made.iterRange ? typeOf(made.iterRange, scope) : ANY;
  const start = made.accuInit ? typeOf(made.accuInit, scope) : ANY;
  const inside = new Map([...scope, [made.iterVar, iterated(over, made.iterRange ?? at)], [made.accuVar, start]]);
  const [condition, step] = [made.loopCondition, made.loopStep].map((part) => (part ? typeOf(part, inside) : ANY));
  truth('a loop', [condition ?? ANY], [at]);
  const end = new Map([...scope, [made.accuVar, joined([start, step ?? ANY])]]);
  return made.result ? typeOf(made.result, end) : ANY;
}

/** What a loop goes through: the elements of a list, the keys of a mapping. */
function iterated(type: ValueType, at: Expression): ValueType {
  if (type.kind === 'list') return type.of;
  if (type.kind === 'map' || type.kind === 'record') return TEXT;
  if (isAny(type)) return ANY;
  throw new Mistake(`${wordsOf(type)} cannot be gone through`, at, true);
}
