import { Button, Group, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { useChangePassword } from '../api/own-account.js';
import { CurrentPasswordField, NewPasswordField, tooShort } from './field.js';
import { FormProblem } from './form-problem.js';

const EMPTY = { currentPassword: '', newPassword: '' };

/** Another password, for who knows the current one. */
export function ChangePassword({ email }: { email: string }) {
  const change = useChangePassword();
  const form = useForm({ initialValues: EMPTY, validate: { newPassword: tooShort } });
  const submit = form.onSubmit((body) =>
    change.mutate({ body }, { onSuccess: () => form.reset(), onError: (error) => form.setErrors(fieldErrors(error)) }),
  );
  return (
    <form onSubmit={submit}>
      <Stack>
        <FormProblem error={change.error} />
        {/* Tells password managers whose password this is. */}
        <input type="text" autoComplete="username" value={email} readOnly hidden />
        <CurrentPasswordField form={form} name="currentPassword" label="Current password" />
        <NewPasswordField form={form} name="newPassword" label="New password" />
        <Group justify="flex-end">
          <Button type="submit" loading={change.isPending}>
            Change the password
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
