import { Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { InputResponse } from '../api/generated/types.gen.js';
import { fieldName } from '../model/input-values.js';
import { inputWords } from '../model/trigger-inputs.js';

type Props = {
  inputs: readonly InputResponse[];
  /** What is in the fields at first; nothing without. */
  values?: Readonly<Record<string, unknown>>;
  /** What may be written into the fields. */
  hint: string;
  placeholder: (name: string) => string;
  errors: Readonly<Record<string, ReactNode>>;
};

/** A field for each input that a pipeline asks for, whose value is found when it is started. */
export function TextInputFields({ inputs, values = {}, hint, placeholder, errors }: Props) {
  if (inputs.length === 0) return null;
  return (
    <>
      <Text size="sm" c="dimmed">
        {hint}
      </Text>
      {inputs.map((input) => (
        <TextInput
          key={input.name}
          name={fieldName(input.name)}
          label={input.name}
          description={inputWords(input)}
          placeholder={placeholder(input.name)}
          defaultValue={textOf(values[input.name])}
          required={input.default === null}
          error={errors[`inputs.${input.name}`]}
        />
      ))}
    </>
  );
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
