import type { InputValue } from './inputs.rules.js';
import type { Field, YamlFields } from './yaml-fields.js';

const MAX_PATH = 500;

/** The pipeline file that a node starts. */
export function readFile(yaml: YamlFields, field: Field): string | undefined {
  const path = yaml.string(field, MAX_PATH);
  if (path === undefined) return undefined;
  const isInside = !path.startsWith('/') && !path.split('/').includes('..');
  return isInside ? path : yaml.note(field.value, 'file must be a path inside the repository');
}

/** What a child is started with: values as they are written; text may hold references. */
export function readChildInputs(yaml: YamlFields, field: Field): Record<string, InputValue> | undefined {
  const map = yaml.map(field.value, 'inputs', field.value ?? field.keyNode);
  const entries = map?.fields.flatMap((entry) => {
    const value = yaml.plain(entry);
    if (value !== undefined) return [[entry.name, value] as const];
    yaml.note(entry.value ?? entry.keyNode, `${entry.name} must be text, a number, true or false`);
    return [];
  });
  return entries && Object.fromEntries(entries);
}
