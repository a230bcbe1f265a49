import type { InputResponse } from '../api/generated/types.gen.js';

/** The name of an input's field in the form, apart from the form's own fields. */
export const fieldName = (input: string): string => `input:${input}`;

/** What a form says for the inputs, by their types; one that is left empty is left out, and has its default. */
export function inputValues(
  inputs: readonly Pick<InputResponse, 'name' | 'type'>[],
  form: FormData,
): Record<string, string | number | boolean> {
  const entries = inputs.flatMap(({ name, type }): [string, string | number | boolean][] => {
    const field = form.get(fieldName(name));
    if (type === 'boolean') return [[name, field !== null]];
    const text = typeof field === 'string' ? field.trim() : '';
    if (text === '') return [];
    return [[name, type === 'number' ? Number(text) : text]];
  });
  return Object.fromEntries(entries);
}
