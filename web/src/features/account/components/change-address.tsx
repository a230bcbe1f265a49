import { Button, Group, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { useChangeAddress } from '../api/own-account.js';
import { CurrentPasswordField, EmailField } from './field.js';
import { FormProblem } from './form-problem.js';

/** Another address. It is used once its mail has been read; the old one is told. */
export function ChangeAddress() {
  const change = useChangeAddress();
  const form = useForm({ initialValues: { email: '', currentPassword: '' } });
  const submit = form.onSubmit((body) =>
    change.mutate({ body }, { onError: (error) => form.setErrors(fieldErrors(error)) }),
  );
  if (change.isSuccess) {
    return (
      <p role="status">
        We have written to <strong>{form.values.email}</strong>. Your account moves there once you open the link in that
        mail, within 24 hours. Until then nothing changes.
      </p>
    );
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <FormProblem error={change.error} />
        <EmailField form={form} name="email" label="New e-mail" />
        <CurrentPasswordField form={form} name="currentPassword" label="Your password" />
        <Group justify="flex-end">
          <Button type="submit" loading={change.isPending}>
            Send the link
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
