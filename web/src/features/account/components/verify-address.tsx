import { Button, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { useResendVerification, useVerifyAddress } from '../api/account.js';
import { AccountFrame } from './account-frame.js';
import { BrokenLink } from './broken-link.js';
import { EmailField } from './field.js';

/** The end of a sign-up. Asks before it does: programs that look at mail open links, too. */
export function VerifyAddress({ token }: { token: string | undefined }) {
  const verify = useVerifyAddress();
  if (!token) {
    return (
      <BrokenLink>
        <AskAgain />
      </BrokenLink>
    );
  }
  return (
    <AccountFrame title="Confirm your address" lead="Your account begins now, and you are signed in.">
      {verify.error ? (
        <Stack>
          <ProblemView error={verify.error} />
          <AskAgain />
        </Stack>
      ) : (
        <Button fullWidth loading={verify.isPending} onClick={() => verify.mutate({ body: { token } })}>
          Confirm and sign in
        </Button>
      )}
    </AccountFrame>
  );
}

function AskAgain() {
  const resend = useResendVerification();
  const form = useForm({ mode: 'uncontrolled', initialValues: { email: '' } });
  if (resend.isSuccess) return <p role="status">If a sign-up waits for this address, another link is on its way.</p>;
  return (
    <form onSubmit={form.onSubmit((body) => resend.mutate({ body }))}>
      <Stack>
        {resend.error && <ProblemView error={resend.error} />}
        <EmailField form={form} name="email" label="E-mail" />
        <Button type="submit" variant="default" loading={resend.isPending}>
          Send another link
        </Button>
      </Stack>
    </form>
  );
}
