import type { CelType } from '@bufbuild/cel';

/**
 * What is known of a value before it is there. `record`: its fields are known, each by name; `map`: any text is a key of
 * it. A scalar has the name that CEL gives it; `dyn` is anything.
 */
export type ValueType =
  | { kind: 'scalar'; name: string }
  | { kind: 'list'; of: ValueType }
  | { kind: 'map'; of: ValueType }
  | { kind: 'record'; fields: ReadonlyMap<string, ValueType>; lacks: (field: string) => string };

const scalar = (name: string): ValueType => ({ kind: 'scalar', name });
export const ANY = scalar('dyn');
export const BOOL = scalar('bool');
export const TEXT = scalar('string');
export const WHOLE = scalar('int');
export const NUMBER = scalar('double');
export const NULL = scalar('null_type');
export const TYPE = scalar('type');
export const scalarOf = scalar;
export const listOf = (of: ValueType): ValueType => ({ kind: 'list', of });
export const mapOf = (of: ValueType): ValueType => ({ kind: 'map', of });

const WORDS: Record<string, string> = {
  bool: 'a truth value',
  string: 'text',
  int: 'a whole number',
  uint: 'an unsigned number',
  double: 'a number',
  bytes: 'bytes',
  null_type: 'null',
  type: 'a type',
  'google.protobuf.Timestamp': 'a time',
  'google.protobuf.Duration': 'a duration',
};
const NUMBERS = ['int', 'uint', 'double'];

export function wordsOf(type: ValueType): string {
  if (type.kind === 'scalar') return WORDS[type.name] ?? 'anything';
  return type.kind === 'list' ? 'a list' : 'a mapping';
}

export const isAny = (type: ValueType): boolean => type.kind === 'scalar' && type.name === 'dyn';
const isNull = (type: ValueType): boolean => type.kind === 'scalar' && type.name === 'null_type';
const isNumber = (type: ValueType): boolean => type.kind === 'scalar' && NUMBERS.includes(type.name);

/** The type of what is of one of these types: theirs where they are the same, else anything. */
export function joined(types: readonly ValueType[]): ValueType {
  const [first = ANY, ...others] = types;
  return others.every((other) => isSame(first, other)) ? first : ANY;
}

function isSame(one: ValueType, other: ValueType): boolean {
  if (one.kind === 'scalar' || other.kind === 'scalar')
    return one.kind === 'scalar' && other.kind === 'scalar' && one.name === other.name;
  if (one.kind === 'record' || other.kind === 'record') return one === other;
  return one.kind === other.kind && isSame(one.of, other.of);
}

/** Whether two values could ever be equal: CEL compares numbers of all types with each other, and nothing else. */
export function areComparable(one: ValueType, other: ValueType): boolean {
  if ([one, other].some((type) => isAny(type) || isNull(type))) return true;
  if (isNumber(one) && isNumber(other)) return true;
  if (one.kind === 'scalar' || other.kind === 'scalar') return isSame(one, other);
  return (one.kind === 'list') === (other.kind === 'list');
}

/** Whether a value of the type can be given where a function takes the parameter. */
export function isTaken(type: ValueType, parameter: CelType): boolean {
  if (isAny(type) || parameter.name === 'dyn') return true;
  if (type.kind === 'scalar') return type.name === parameter.name;
  return parameter.kind === (type.kind === 'list' ? 'list' : 'map');
}

/** The type of what a function gives. */
export function resultOf(type: CelType): ValueType {
  if (type.kind === 'list') return listOf(resultOf(type.element));
  return type.kind === 'map' ? mapOf(resultOf(type.value)) : scalar(type.name);
}
