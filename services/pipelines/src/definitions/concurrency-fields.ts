import { type Concurrency, CONCURRENCY_POLICIES, MAX_GROUP_LENGTH, readGroup } from './concurrency.rules.js';
import type { InputDefinition } from './inputs.rules.js';
import type { Field, YamlFields } from './yaml-fields.js';

/** `concurrency: deploy`, or a mapping that says what becomes of one whose turn it is not. */
export function readConcurrency(
  yaml: YamlFields,
  field: Field,
  inputs: readonly InputDefinition[],
): Concurrency | null {
  if (!field.value || !('items' in field.value)) return { group: groupText(yaml, field, inputs), policy: 'queue' };
  const map = yaml.map(field.value, 'concurrency', field.value);
  if (!map) return null;
  yaml.expect(map, {
    ...{ what: 'concurrency', allowed: ['group', 'policy'], required: ['group'] },
    at: field.keyNode,
  });
  const [group, policy] = ['group', 'policy'].map((name) => map.fields.find((part) => part.name === name));
  return {
    group: group ? groupText(yaml, group, inputs) : '',
    policy: (policy && yaml.oneOf(policy, CONCURRENCY_POLICIES)) ?? 'queue',
  };
}

function groupText(yaml: YamlFields, field: Field, inputs: readonly InputDefinition[]): string {
  const text = yaml.string(field, MAX_GROUP_LENGTH);
  if (text === undefined) return '';
  const read = readGroup(text);
  if ('problem' in read) yaml.note(field.value, read.problem);
  else
    for (const name of read.inputs)
      if (!inputs.some((input) => input.name === name)) yaml.note(field.value, `there is no input ${name}`);
  return text;
}
