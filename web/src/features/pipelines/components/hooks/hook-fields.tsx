import { TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { InputResponse } from '../../../../shared/api/generated/types.gen.js';
import { TextInputFields } from '../../../../shared/ui/text-input-fields.js';

/** Whether it is on is not said of a new one: it is. */
export type HookValues = { name: string; branch: string; enabled: boolean };

type Props = {
  form: UseFormReturnType<HookValues>;
  /** What is said of the branch. */
  branch: { description: string; required?: boolean };
  inputs: readonly InputResponse[];
  values?: Readonly<Record<string, string>>;
};

/** What a hook says. */
export function HookFields({ form, branch, inputs, values }: Props) {
  return (
    <>
      <TextInput
        label="Name"
        description="Of the system that will call"
        placeholder="Registry"
        required
        data-autofocus
        {...form.getInputProps('name')}
      />
      <TextInput label="Branch" {...branch} {...form.getInputProps('branch')} />
      <TextInputFields
        inputs={inputs}
        values={values}
        hint="Inputs, each as an expression over the body of the call, such as body.image.tag. A fixed text stands in quotes."
        placeholder={(input) => `body.${input}`}
        errors={form.errors}
      />
    </>
  );
}
