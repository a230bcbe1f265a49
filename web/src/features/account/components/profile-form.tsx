import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import type { DefaultMode, ProfileResponse } from '../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { useUpdateProfile } from '../api/own-account.js';
import { timeZones } from '../model/time-zones.js';
import { FormProblem } from './form-problem.js';

const MODES: readonly { value: DefaultMode; label: string }[] = [
  { value: 'monitor', label: 'Monitor: what is broken, what is moving' },
  { value: 'build', label: 'Build: pipelines and runs' },
  { value: 'investigate', label: 'Investigate: logs and incidents' },
  { value: 'govern', label: 'Govern: approvals, audit, plan' },
];

type Values = Pick<
  ProfileResponse,
  'fullName' | 'company' | 'title' | 'department' | 'phone' | 'timeZone' | 'defaultMode'
>;

/** What a person says of themselves. Everything but the name may stay empty. */
export function ProfileForm({ profile }: { profile: ProfileResponse }) {
  const update = useUpdateProfile();
  const { fullName, company, title, department, phone, timeZone, defaultMode } = profile;
  const form = useForm<Values>({
    initialValues: { fullName, company, title, department, phone, timeZone, defaultMode },
  });
  const submit = form.onSubmit((body) =>
    update.mutate(
      { body },
      { onSuccess: () => form.resetDirty(), onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <form onSubmit={submit}>
      <Stack>
        <FormProblem error={update.error} />
        <TextFields form={form} />
        <NativeSelect
          label="Time zone"
          description="For schedules and reports; the times on screens follow your browser or UTC."
          data={timeZones(timeZone)}
          {...form.getInputProps('timeZone')}
        />
        <NativeSelect
          label="What you mostly do here"
          data={MODES.map(({ value, label }) => ({ value, label }))}
          {...form.getInputProps('defaultMode')}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={update.isPending} disabled={!form.isDirty()}>
            Save profile
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function TextFields({ form }: { form: UseFormReturnType<Values> }) {
  return (
    <>
      <TextInput label="Name" autoComplete="name" required withAsterisk={false} {...form.getInputProps('fullName')} />
      <TextInput label="Company" autoComplete="organization" {...form.getInputProps('company')} />
      <TextInput label="Title" autoComplete="organization-title" {...form.getInputProps('title')} />
      <TextInput label="Department" {...form.getInputProps('department')} />
      <TextInput label="Phone" type="tel" autoComplete="tel" {...form.getInputProps('phone')} />
    </>
  );
}
