import { Button, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { fieldErrors, ProblemError } from '../../../shared/api/problem-error.js';
import { LinkButton } from '../../../shared/ui/link-button.js';
import { useConfirmPasswordReset } from '../api/account.js';
import { AccountFrame } from './account-frame.js';
import { BrokenLink } from './broken-link.js';
import { NewPasswordField, tooShort } from './field.js';
import { FormProblem } from './form-problem.js';

/** Sets a new password by the link of a mail. */
export function ResetPassword({ token }: { token: string | undefined }) {
  const reset = useConfirmPasswordReset();
  const form = useForm({ mode: 'uncontrolled', initialValues: { password: '' }, validate: { password: tooShort } });
  if (!token) {
    return (
      <BrokenLink>
        <AnotherLink />
      </BrokenLink>
    );
  }
  if (reset.isSuccess) {
    return (
      <AccountFrame title="Your password is set" lead="Every session of your account has been ended.">
        <LinkButton to="/sign-in">Sign in</LinkButton>
      </AccountFrame>
    );
  }
  const isOver = reset.error instanceof ProblemError && reset.error.code === 'link_over';
  const submit = form.onSubmit(({ password }) =>
    reset.mutate({ body: { token, password } }, { onError: (error) => form.setErrors(fieldErrors(error)) }),
  );
  return (
    <AccountFrame title="Set a new password" lead="It ends every session of your account, here and elsewhere.">
      <form onSubmit={submit}>
        <Stack>
          <FormProblem error={reset.error} />
          {isOver && <AnotherLink />}
          <NewPasswordField form={form} name="password" label="New password" isFirst />
          <Button type="submit" fullWidth loading={reset.isPending}>
            Set the password
          </Button>
        </Stack>
      </form>
    </AccountFrame>
  );
}

function AnotherLink() {
  return (
    <LinkButton to="/forgot-password" variant="default">
      Ask for another link
    </LinkButton>
  );
}
