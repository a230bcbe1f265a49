import type { Fields } from './draft.js';
import { propertiesOf, type Schema, wordsOf } from './pipeline-schema.js';

export type Control =
  | { type: 'text' | 'lines' | 'switch' | 'yaml' }
  | { type: 'number'; min: number | undefined; max: number | undefined }
  | { type: 'choice' | 'words'; options: readonly string[] };

export type FormField = { name: string; help: string; isRequired: boolean; control: Control };

/** What the form has fields of its own for. */
const APART = new Set(['kind', 'needs']);
const LONG = new Set(['run', 'if', 'condition', 'title']);

/** The fields of a form for a node: what it says and has to say first, in the order of the schema, and then what it may. */
export function formFields(schema: Schema, fields: Fields): { shown: FormField[]; more: FormField[] } {
  const required = new Set(schema.required ?? []);
  const all = Object.entries(propertiesOf(schema))
    .filter(([name]) => !APART.has(name))
    .map(([name, one]) => ({
      ...{ name, help: one.description ?? '', isRequired: required.has(name) },
      control: controlOf(name, one, fields[name]),
    }));
  const isShown = ({ name, isRequired }: FormField): boolean => isRequired || fields[name] !== undefined;
  const inOrder = all.toSorted((a, b) => Number(b.isRequired) - Number(a.isRequired));
  return { shown: inOrder.filter(isShown), more: inOrder.filter((field) => !isShown(field)) };
}

function controlOf(name: string, schema: Schema, value: unknown): Control {
  const control = simpleControl(name, schema);
  // What is written in another form than the simple one stays as it is.
  return fits(control, value) ? control : { type: 'yaml' };
}

function simpleControl(name: string, schema: Schema): Control {
  if (schema.enum) return { type: 'choice', options: wordsOf(schema) };
  if (schema.type === 'boolean') return { type: 'switch' };
  if (schema.type === 'integer') return { type: 'number', min: schema.minimum, max: schema.maximum };
  if (schema.type === 'array' && isOfWords(schema.items)) return { type: 'words', options: wordsOf(schema) };
  return isText(schema) ? { type: LONG.has(name) ? 'lines' : 'text' } : { type: 'yaml' };
}

const isText = ({ type, anyOf }: Schema): boolean => type === 'string' || anyOf?.[0]?.type === 'string';
const isOfWords = (items: Schema | undefined): boolean => items?.type === 'string' || items?.enum !== undefined;

const EXPECTED: Record<Control['type'], (value: unknown) => boolean> = {
  text: (value) => typeof value === 'string' && !value.includes('\n'),
  lines: (value) => typeof value === 'string',
  switch: (value) => typeof value === 'boolean',
  number: (value) => typeof value === 'number',
  choice: (value) => typeof value === 'string',
  words: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  yaml: () => true,
};

const fits = (control: Control, value: unknown): boolean => value === undefined || EXPECTED[control.type](value);
