import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { InputResponse } from '../api/generated/types.gen.js';
import { fieldName } from '../model/input-values.js';

type Props = {
  inputs: readonly InputResponse[];
  /** What is in the fields at first, instead of the defaults. */
  values?: Readonly<Record<string, unknown>>;
  /** What the server has against them, as `fieldErrors` names fields: `inputs.version`. */
  errors?: Readonly<Record<string, ReactNode>>;
};

/** A field for each input that a pipeline asks for, with its default in it. */
export function InputFields({ inputs, values = {}, errors = {} }: Props) {
  return inputs.map((input) => (
    <InputField
      key={input.name}
      input={{ ...input, default: valueOf(values[input.name]) ?? input.default }}
      error={errors[`inputs.${input.name}`]}
    />
  ));
}

const valueOf = (value: unknown): InputResponse['default'] =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;

function InputField({ input, error }: { input: InputResponse; error: ReactNode }) {
  const { name, type, description, options } = input;
  const common = { name: fieldName(name), label: name, description: description ?? undefined, error };
  if (type === 'boolean') return <Checkbox {...common} defaultChecked={input.default === true} />;
  const required = input.default === null;
  if (type === 'number')
    return <NumberInput {...common} required={required} defaultValue={input.default as number | undefined} />;
  const text = input.default === null ? '' : String(input.default);
  if (options.length > 0)
    return <Select {...common} required={required} data={options} defaultValue={text || null} allowDeselect={false} />;
  return <TextInput {...common} required={required} defaultValue={text} />;
}
