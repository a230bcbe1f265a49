import { type InputDefinition, INPUT_TYPES, MAX_INPUTS, problemOf } from './inputs.rules.js';
import type { Field, YamlFields } from './yaml-fields.js';

const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,62}$/;

/** What the pipeline asks of who starts it. */
export function readInputs(yaml: YamlFields, field: Field): InputDefinition[] {
  const map = yaml.map(field.value, 'inputs', field.value ?? field.keyNode);
  if (!map) return [];
  if (map.fields.length > MAX_INPUTS) yaml.note(field.keyNode, `a pipeline may have ${MAX_INPUTS} inputs`);
  return map.fields.flatMap((entry) => readInput(yaml, entry) ?? []);
}

function readInput(yaml: YamlFields, entry: Field): InputDefinition | undefined {
  const { name, keyNode } = entry;
  if (!NAME.test(name))
    yaml.note(keyNode, 'the name of an input is letters, digits, - and _, and starts with a letter');
  const map = yaml.map(entry.value, `input ${name}`, entry.value ?? keyNode);
  if (!map) return undefined;
  const allowed = ['type', 'description', 'default', 'options'];
  yaml.expect(map, { what: 'an input', allowed, required: ['type'], at: keyNode });
  const part = <T>(key: string, read: (field: Field) => T | undefined): T | undefined => {
    const found = map.fields.find((one) => one.name === key);
    return found && read(found);
  };
  const type = part('type', (field) => yaml.oneOf(field, INPUT_TYPES)) ?? 'string';
  const description = part('description', (field) => yaml.string(field, 500)) ?? null;
  const options = part('options', (field) => yaml.list(field)?.map((item) => yaml.string(item, 200) ?? '')) ?? [];
  if (options.length > 0 && type !== 'string') yaml.note(keyNode, 'only an input of type string has options');
  const input = { name, type, description, options };
  return { ...input, default: part('default', (field) => defaultOf(yaml, field, input)) ?? null };
}

function defaultOf(
  yaml: YamlFields,
  field: Field,
  input: Omit<InputDefinition, 'default'>,
): InputDefinition['default'] {
  const value = yaml.plain(field);
  const problem = problemOf({ ...input, name: 'default' }, value);
  if (problem === undefined) return value as InputDefinition['default'];
  return yaml.note(field.value ?? field.keyNode, problem) ?? null;
}
