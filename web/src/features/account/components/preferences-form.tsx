import { Button, Group, NativeSelect, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { PreferencesResponse } from '../../../shared/api/generated/types.gen.js';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { usePutPreferences } from '../api/own-account.js';
import { FormProblem } from './form-problem.js';

type Choice<Value> = { value: Value; label: string };

const SCHEMES: Choice<PreferencesResponse['colorScheme']>[] = [
  { value: 'auto', label: 'Like the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];
const DENSITIES: Choice<PreferencesResponse['density']>[] = [
  { value: 'comfortable', label: 'Comfortable: rows of 36 px' },
  { value: 'compact', label: 'Compact: rows of 28 px' },
];
const TIMES: Choice<PreferencesResponse['timeDisplay']>[] = [
  { value: 'relative', label: 'Relative: 2 min ago' },
  { value: 'absolute', label: 'Absolute, in local time' },
  { value: 'utc', label: 'Absolute, in UTC' },
];
const PAGES: Choice<PreferencesResponse['startPage']>[] = [
  { value: 'overview', label: 'Home' },
  { value: 'executions', label: 'Runs' },
  { value: 'deployments', label: 'Deployments' },
  { value: 'approvals', label: 'Approvals' },
  { value: 'logs', label: 'Logs' },
  { value: 'incidents', label: 'Incidents' },
];

/** One choice each; the columns that were chosen on the lists stay as they are. */
export function PreferencesForm({ preferences }: { preferences: PreferencesResponse }) {
  const put = usePutPreferences();
  const form = useForm<PreferencesResponse>({ initialValues: preferences });
  const submit = form.onSubmit((body) =>
    put.mutate(
      { body },
      { onSuccess: () => form.resetDirty(), onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  return (
    <form onSubmit={submit}>
      <Stack>
        <FormProblem error={put.error} />
        <NativeSelect label="Colours" data={SCHEMES} {...form.getInputProps('colorScheme')} />
        <NativeSelect label="Tables" data={DENSITIES} {...form.getInputProps('density')} />
        <NativeSelect label="Times" data={TIMES} {...form.getInputProps('timeDisplay')} />
        <NativeSelect label="Start with" data={PAGES} {...form.getInputProps('startPage')} />
        <Group justify="flex-end">
          <Button type="submit" loading={put.isPending} disabled={!form.isDirty()}>
            Save preferences
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
