export const INPUT_TYPES = ['string', 'number', 'boolean'] as const;
export type InputType = (typeof INPUT_TYPES)[number];
export type InputValue = string | number | boolean;
export type Inputs = Readonly<Record<string, InputValue>>;

/** What a pipeline asks of who starts it. */
export interface InputDefinition {
  name: string;
  type: InputType;
  description: string | null;
  /** Without one, who starts it has to give a value. */
  default: InputValue | null;
  /** The values that a string may have; any where there are none. */
  options: string[];
}

export interface InputProblem {
  name: string;
  message: string;
}

export const MAX_INPUTS = 32;
const MAX_LENGTH = 2_000;
/** Neither NUL nor half of a surrogate pair: what can be stored. */
const STORABLE = /^(?:[^\0\ud800-\udfff]|[\ud800-\udbff][\udc00-\udfff])*$/;

/** The value of every input: what was given, else its default. Or all that is wrong with what was given. */
export function resolveInputs(
  definitions: readonly InputDefinition[],
  given: Readonly<Record<string, unknown>>,
): { inputs: Inputs } | { problems: InputProblem[] } {
  const names = new Set(definitions.map(({ name }) => name));
  const unknown = Object.keys(given).filter((name) => !names.has(name));
  const problems: InputProblem[] = unknown.map((name) => ({ name, message: `there is no input ${name}` }));
  const values: [string, InputValue][] = [];
  for (const definition of definitions) {
    const value = Object.hasOwn(given, definition.name) ? given[definition.name] : definition.default;
    const message = problemOf(definition, value);
    if (message === undefined) values.push([definition.name, value as InputValue]);
    else problems.push({ name: definition.name, message });
  }
  return problems.length > 0 ? { problems } : { inputs: Object.fromEntries(values) };
}

/**
 * As `resolveInputs`, of values that references and other systems give: a text is read as the number or the truth that is
 * asked for, and anything as the text that is.
 */
export function resolveTexts(
  definitions: readonly InputDefinition[],
  given: Inputs,
): { inputs: Inputs } | { problems: InputProblem[] } {
  const types = new Map(definitions.map(({ name, type }) => [name, type]));
  const typed = Object.entries(given).map(([name, value]) => [name, valueAs(types.get(name), value)] as const);
  return resolveInputs(definitions, Object.fromEntries(typed));
}

const TRUTHS: Readonly<Record<string, boolean>> = { true: true, false: false };

function valueAs(type: InputType | undefined, value: InputValue): InputValue {
  if (type === 'string') return String(value);
  if (typeof value !== 'string') return value;
  if (type === 'boolean') return TRUTHS[value] ?? value;
  const isNumber = type === 'number' && value.trim() !== '' && Number.isFinite(Number(value));
  return isNumber ? Number(value) : value;
}

/** Why a value is none of the input; undefined for one that is. */
export function problemOf(
  { name, type, options }: Omit<InputDefinition, 'default'>,
  value: unknown,
): string | undefined {
  if (value === null || value === undefined) return `${name} needs a value`;
  if (typeof value !== type || Number.isNaN(value))
    return `${name} must be ${type === 'string' ? 'text' : `a ${type}`}`;
  const problem = typeof value === 'string' ? textProblem(name, value) : undefined;
  if (problem !== undefined) return problem;
  if (options.length > 0 && !options.includes(String(value))) return `${name} must be one of ${options.join(', ')}`;
  return undefined;
}

/** Why a text cannot be the value of any input; undefined for one that can. */
export function textProblem(name: string, text: string): string | undefined {
  if (text.length > MAX_LENGTH) return `${name} must be at most ${MAX_LENGTH} characters`;
  return STORABLE.test(text) ? undefined : `${name} must be text without null bytes`;
}
