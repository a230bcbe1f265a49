import { Button, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { useRequestPasswordReset } from '../api/account.js';
import { AccountFrame } from './account-frame.js';
import { EmailField } from './field.js';
import { FormProblem } from './form-problem.js';

/** Asks for a link to set a new password. Says the same for every address. */
export function ForgotPassword() {
  const request = useRequestPasswordReset();
  const form = useForm({ mode: 'uncontrolled', initialValues: { email: '' } });
  const submit = form.onSubmit((body) =>
    request.mutate({ body }, { onError: (error) => form.setErrors(fieldErrors(error)) }),
  );
  const back = (
    <TextLink to="/sign-in" underline="always">
      Back to sign in
    </TextLink>
  );
  if (request.isSuccess) {
    const lead = `If ${form.getValues().email} has an account, a link to set a new password is on its way. It works once, for one hour.`;
    return (
      <AccountFrame title="Check your mail" lead={lead}>
        {back}
      </AccountFrame>
    );
  }
  return (
    <AccountFrame title="Forgot your password?" lead="We mail you a link to set a new one.">
      <form onSubmit={submit}>
        <Stack>
          <FormProblem error={request.error} />
          <EmailField form={form} name="email" label="E-mail" isFirst />
          <Button type="submit" fullWidth loading={request.isPending}>
            Send the link
          </Button>
          {back}
        </Stack>
      </form>
    </AccountFrame>
  );
}
