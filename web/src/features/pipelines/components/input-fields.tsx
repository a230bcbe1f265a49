import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import type { InputResponse } from '../../../shared/api/generated/types.gen.js';
import { fieldName } from '../model/input-values.js';

/** A field for each input that a pipeline asks for, with its default in it. */
export function InputFields({ inputs }: { inputs: readonly InputResponse[] }) {
  return inputs.map((input) => <InputField key={input.name} input={input} />);
}

function InputField({ input }: { input: InputResponse }) {
  const { name, type, description, options } = input;
  const common = { name: fieldName(name), label: name, description: description ?? undefined };
  if (type === 'boolean') return <Checkbox {...common} defaultChecked={input.default === true} />;
  const required = input.default === null;
  if (type === 'number')
    return <NumberInput {...common} required={required} defaultValue={input.default as number | undefined} />;
  const text = input.default === null ? '' : String(input.default);
  if (options.length > 0)
    return <Select {...common} required={required} data={options} defaultValue={text || null} allowDeselect={false} />;
  return <TextInput {...common} required={required} defaultValue={text} />;
}
