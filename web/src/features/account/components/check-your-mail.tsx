import { Button, Stack } from '@mantine/core';
import { TextLink } from '../../../shared/ui/link-button.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { useResendVerification } from '../api/account.js';
import { AccountFrame } from './account-frame.js';

/** After a sign-up. The same for every address: whether it has an account is told in the mail alone. */
export function CheckYourMail({ email }: { email: string }) {
  const resend = useResendVerification();
  const lead = (
    <>
      We have written to <strong>{email}</strong>. Open the link in the mail to confirm the address; it works once, for
      24 hours.
    </>
  );
  return (
    <AccountFrame title="Check your mail" lead={lead}>
      <Stack>
        {resend.error && <ProblemView error={resend.error} />}
        <Button variant="default" loading={resend.isPending} onClick={() => resend.mutate({ body: { email } })}>
          Send another link
        </Button>
        <p role="status">
          {resend.isSuccess && 'Another link is on its way. Nothing in sight? Look in the spam folder as well.'}
        </p>
        <TextLink to="/sign-in" underline="always">
          Back to sign in
        </TextLink>
      </Stack>
    </AccountFrame>
  );
}
