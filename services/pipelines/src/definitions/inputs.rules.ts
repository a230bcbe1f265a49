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

/** Why a value is none of the input; undefined for one that is. */
export function problemOf(
  { name, type, options }: Omit<InputDefinition, 'default'>,
  value: unknown,
): string | undefined {
  if (value === null || value === undefined) return `${name} needs a value`;
  if (typeof value !== type || Number.isNaN(value))
    return `${name} must be ${type === 'string' ? 'text' : `a ${type}`}`;
  if (typeof value === 'string' && value.length > MAX_LENGTH) return `${name} must be at most ${MAX_LENGTH} characters`;
  if (options.length > 0 && !options.includes(String(value))) return `${name} must be one of ${options.join(', ')}`;
  return undefined;
}
