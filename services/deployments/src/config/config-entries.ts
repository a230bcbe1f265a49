import { registerDecorator } from 'class-validator';

/** What a POSIX shell can name. */
const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;
const MAX_ENTRIES = 200;
export const MAX_VALUE_LENGTH = 32_768;

/** Set by the product for every app; a setting of the same name would be lost without a word. */
const RESERVED = new Set(['PORT', 'DEPLOYMENT_ID']);

/** The secret whose value is the key with which the lines of the app are sent to log ingest. */
export const INGEST_KEY_NAME = 'THROUGHLINE_INGEST_KEY';

/** Why the text cannot name an entry; undefined when it can. */
export function nameProblem(name: unknown): string | undefined {
  if (typeof name !== 'string' || !NAME.test(name)) return 'names hold letters, digits and _ and start with no digit';
  return RESERVED.has(name) ? `${name} is set by the product` : undefined;
}

/** Why the value is not a map of names to texts; undefined when it is. */
export function entriesProblem(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'must be an object of texts';
  const entries = Object.entries(value);
  if (entries.length > MAX_ENTRIES) return `at most ${MAX_ENTRIES} entries`;
  for (const [name, text] of entries) {
    const problem = nameProblem(name) ?? textProblem(text);
    if (problem) return problem;
  }
  return undefined;
}

function textProblem(text: unknown): string | undefined {
  if (typeof text !== 'string') return 'values must be texts';
  if (text.length > MAX_VALUE_LENGTH) return `values hold at most ${MAX_VALUE_LENGTH} characters`;
  return text.includes('\0') ? 'values cannot hold a NUL character' : undefined;
}

/** A map of environment variable names to texts. */
export const IsEntries = (): PropertyDecorator => checkedBy('isEntries', entriesProblem);

/** Names of environment variables, as the elements of an array that is checked elsewhere. */
export const AreEntryNames = (): PropertyDecorator =>
  checkedBy('areEntryNames', (names) => (Array.isArray(names) ? names.map(nameProblem).find(Boolean) : undefined));

function checkedBy(name: string, problemOf: (value: unknown) => string | undefined): PropertyDecorator {
  return (target, propertyName) => {
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: String(propertyName),
      validator: {
        validate: (value: unknown) => problemOf(value) === undefined,
        defaultMessage: (args) => `${String(propertyName)}: ${problemOf(args?.value) ?? 'not valid'}`,
      },
    });
  };
}
