import { Button, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { ProblemError } from '../../../shared/api/problem-error.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { useResendVerification, useSignIn } from '../api/account.js';
import { AccountFrame } from './account-frame.js';
import { CurrentPasswordField, EmailField } from './field.js';

/** E-mail and password. A refusal never says which of the two was wrong; the server's words are shown as they are. */
export function SignInForm({ returnTo }: { returnTo: string | undefined }) {
  const signIn = useSignIn(returnTo);
  const form = useForm({ mode: 'uncontrolled', initialValues: { email: '', password: '' } });
  const lead = (
    <>
      New here?{' '}
      <TextLink to="/sign-up" search={{ returnTo }} underline="always">
        Create an account
      </TextLink>
    </>
  );
  return (
    <AccountFrame title="Sign in" lead={lead}>
      <form onSubmit={form.onSubmit((body) => signIn.mutate({ body }))}>
        <Stack>
          {signIn.error && <ProblemView error={signIn.error} />}
          {isUnverified(signIn.error) && <Resend email={form.getValues().email} />}
          <EmailField form={form} name="email" label="E-mail" isFirst />
          <CurrentPasswordField form={form} name="password" label="Password" />
          <Button type="submit" fullWidth loading={signIn.isPending}>
            Sign in
          </Button>
          <TextLink to="/forgot-password" size="sm">
            Forgot your password?
          </TextLink>
        </Stack>
      </form>
    </AccountFrame>
  );
}

function isUnverified(error: unknown): boolean {
  return error instanceof ProblemError && error.code === 'address_unverified';
}

/** The way on for an address that waits to be confirmed. */
function Resend({ email }: { email: string }) {
  const resend = useResendVerification();
  if (resend.isSuccess) return <p role="status">Another link is on its way to {email}.</p>;
  return (
    <>
      {resend.error && <ProblemView error={resend.error} />}
      <Button variant="default" loading={resend.isPending} onClick={() => resend.mutate({ body: { email } })}>
        Send another link
      </Button>
    </>
  );
}
