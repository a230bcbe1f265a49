import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { TextLink } from '../../../shared/ui/link-button.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { useSignIn } from '../api/account.js';
import { AccountFrame } from './account-frame.js';

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
          <TextInput
            type="email"
            label="E-mail"
            autoComplete="username"
            required
            withAsterisk={false}
            autoFocus
            key={form.key('email')}
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            key={form.key('password')}
            {...form.getInputProps('password')}
          />
          <Button type="submit" fullWidth loading={signIn.isPending}>
            Sign in
          </Button>
        </Stack>
      </form>
    </AccountFrame>
  );
}
