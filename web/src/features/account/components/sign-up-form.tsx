import { Button, Stack, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { fieldErrors } from '../../../shared/api/problem-error.js';
import { TextLink } from '../../../shared/ui/link-button.js';
import { useSignUp, useSignUpMode } from '../api/account.js';
import { invitationTokenIn } from '../model/return-to.js';
import { AccountFrame } from './account-frame.js';
import { CheckYourMail } from './check-your-mail.js';
import { EmailField, NewPasswordField, tooShort } from './field.js';
import { FormProblem } from './form-problem.js';

type Values = { fullName: string; email: string; password: string };

/** A new account, by the invitation that the person was about to accept, if there is one. */
export function SignUpForm({ returnTo }: { returnTo: string | undefined }) {
  const mode = useSignUpMode();
  const signUp = useSignUp(returnTo);
  const invitationToken = invitationTokenIn(returnTo);
  const form = useForm<Values>({
    mode: 'uncontrolled',
    initialValues: { fullName: '', email: '', password: '' },
    validate: { password: tooShort },
  });
  const submit = form.onSubmit((values) =>
    signUp.mutate(
      { body: { ...values, ...(invitationToken && { invitationToken }) } },
      { onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );
  const signIn = (
    <TextLink to="/sign-in" search={{ returnTo }} underline="always">
      Sign in
    </TextLink>
  );
  if (signUp.data && 'status' in signUp.data) return <CheckYourMail email={form.getValues().email} />;
  if (mode === 'closed' || (mode === 'invite' && !invitationToken)) return <NoSignUp isClosed={mode === 'closed'} />;
  return (
    <AccountFrame title="Create your account" lead={<>Have one already? {signIn}</>}>
      <form onSubmit={submit}>
        <Stack>
          <FormProblem error={signUp.error} />
          <Fields form={form} />
          <Button type="submit" fullWidth loading={signUp.isPending}>
            Create account
          </Button>
        </Stack>
      </form>
    </AccountFrame>
  );
}

function NoSignUp({ isClosed }: { isClosed: boolean }) {
  const lead = isClosed
    ? 'Nobody can sign up here. Ask whoever runs this installation for an account.'
    : 'Ask an owner or admin of an organization to invite you, and open the link in their mail.';
  return (
    <AccountFrame title={isClosed ? 'Sign-up is closed' : 'Sign-up needs an invitation'} lead={lead}>
      <TextLink to="/sign-in" underline="always">
        Sign in with an account
      </TextLink>
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
      <EmailField form={form} name="email" label="E-mail" />
      <NewPasswordField form={form} name="password" label="Password" />
    </>
  );
}
