import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { useSignUp } from '../api/account.js';
import { AccountFrame } from './account-frame.js';

const MIN_PASSWORD = 12;

type Values = { fullName: string; email: string; password: string };

/** A new account. The length of the password is the only rule; the server may refuse one that is known to be leaked. */
export function SignUpForm({ returnTo }: { returnTo: string | undefined }) {
  const signUp = useSignUp(returnTo);
  const form = useForm<Values>({
    mode: 'uncontrolled',
    initialValues: { fullName: '', email: '', password: '' },
    validate: { password: (value) => (value.length < MIN_PASSWORD ? `Use at least ${MIN_PASSWORD} characters` : null) },
  });
  const submit = form.onSubmit((body) =>
    signUp.mutate({ body }, { onError: (error) => form.setErrors(fieldErrors(error)) }),
  );
  const lead = (
    <>
      Have one already?{' '}
      <TextLink to="/sign-in" search={{ returnTo }} underline="always">
        Sign in
      </TextLink>
    </>
  );
  if (signUp.isSuccess) {
    return (
      <AccountFrame title="Check your mail" lead="Open the link that we sent. It works once, for 24 hours.">
        {null}
      </AccountFrame>
    );
  }
  return (
    <AccountFrame title="Create your account" lead={lead}>
      <form onSubmit={submit}>
        <Stack>
          {signUp.error && <ProblemView error={signUp.error} />}
          <Fields form={form} />
          <Button type="submit" fullWidth loading={signUp.isPending}>
            Create account
          </Button>
        </Stack>
      </form>
    </AccountFrame>
  );
}

function Fields({ form }: { form: UseFormReturnType<Values> }) {
  return (
    <>
      <TextInput
        label="Your name"
        autoComplete="name"
        required
        withAsterisk={false}
        autoFocus
        key={form.key('fullName')}
        {...form.getInputProps('fullName')}
      />
      <TextInput
        type="email"
        label="E-mail"
        autoComplete="username"
        required
        withAsterisk={false}
        key={form.key('email')}
        {...form.getInputProps('email')}
      />
      <PasswordInput
        label="Password"
        description={`At least ${MIN_PASSWORD} characters. A sentence is easier to keep than a riddle.`}
        autoComplete="new-password"
        required
        withAsterisk={false}
        key={form.key('password')}
        {...form.getInputProps('password')}
      />
    </>
  );
}
