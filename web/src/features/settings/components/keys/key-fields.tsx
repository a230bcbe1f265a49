import { NativeSelect, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { EXPIRIES } from '../../model/key-words.js';

export type KeyValues = { name: string; description: string; days: string };
export const NEW_KEY: KeyValues = { name: '', description: '', days: '90' };

/** What every new key is asked for. */
export function KeyFields<Values extends KeyValues>({
  form,
  example,
}: {
  form: UseFormReturnType<Values>;
  example: string;
}) {
  return (
    <>
      <TextInput label="Name" placeholder={example} required data-autofocus {...form.getInputProps('name')} />
      <TextInput label="What it is for" {...form.getInputProps('description')} />
      <NativeSelect label="Good for" data={[...EXPIRIES]} {...form.getInputProps('days')} />
    </>
  );
}
