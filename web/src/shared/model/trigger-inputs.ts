import type { InputResponse } from '../api/generated/types.gen.js';
import { fieldName } from './input-values.js';

/** What a form says for the inputs, as texts; one that is left empty is left out, and has its default. */
export function inputTexts(inputs: readonly Pick<InputResponse, 'name'>[], form: FormData): Record<string, string> {
  const entries = inputs.flatMap(({ name }): [string, string][] => {
    const field = form.get(fieldName(name));
    const text = typeof field === 'string' ? field.trim() : '';
    return text === '' ? [] : [[name, text]];
  });
  return Object.fromEntries(entries);
}

/** What an input takes, in a few words: `a number; 1 by default`. */
export function inputWords({ type, options, description, default: value }: Omit<InputResponse, 'name'>): string {
  const kinds = { string: 'text', number: 'a number', boolean: 'true or false' };
  const what = options.length > 0 ? `one of ${options.join(', ')}` : kinds[type];
  const without = value === null ? what : `${what}; ${String(value)} by default`;
  return description ? `${description}: ${without}` : without;
}

/** What a trigger gives, in a line: `version = body.tag, count = 3`. */
export const givenWords = (inputs: Readonly<Record<string, unknown>>): string =>
  Object.entries(inputs)
    .map(([name, value]) => `${name} = ${String(value)}`)
    .join(', ');
