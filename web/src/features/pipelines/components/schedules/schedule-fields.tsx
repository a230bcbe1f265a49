import { NativeSelect, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { MisfirePolicy } from '../../../../shared/api/generated/types.gen.js';
import { MISFIRES } from '../../model/schedule-words.js';
import { TimingFields } from './timing-fields.js';

export type ScheduleValues = {
  /** Empty where it is given. */
  pipelineId: string;
  name: string;
  branch: string;
  cron: string;
  zone: string;
  misfire: MisfirePolicy;
};
export type ScheduleForm = UseFormReturnType<ScheduleValues>;

/** What a schedule says. */
export function ScheduleFields({ form }: { form: ScheduleForm }) {
  return (
    <>
      <TextInput label="Name" placeholder="Nightly" required {...form.getInputProps('name')} />
      <TextInput
        label="Branch"
        description="Its newest commit is run. Empty: the repository’s default branch."
        {...form.getInputProps('branch')}
      />
      <TimingFields form={form} />
      <NativeSelect
        label="Times that were missed"
        description="While this installation was down, or the organization suspended"
        data={MISFIRES.map(({ value, label }) => ({ value, label }))}
        {...form.getInputProps('misfire')}
      />
    </>
  );
}
