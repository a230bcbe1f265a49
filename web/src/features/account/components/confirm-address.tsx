import { Button, Stack } from '@mantine/core';
import { LinkButton } from '../../../shared/ui/link-button.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { useConfirmAddress } from '../api/account.js';
import { AccountFrame } from './account-frame.js';
import { BrokenLink } from './broken-link.js';

/** Moves an account to the address that the link was mailed to. */
export function ConfirmAddress({ token }: { token: string | undefined }) {
  const confirm = useConfirmAddress();
  if (!token) return <BrokenLink />;
  if (confirm.isSuccess) {
    return (
      <AccountFrame title="The address is yours" lead="From now on you sign in with it.">
        <LinkButton to="/">Go on</LinkButton>
      </AccountFrame>
    );
  }
  return (
    <AccountFrame title="Use this address" lead="Your account moves to the address that this link was sent to.">
      <Stack>
        {confirm.error && <ProblemView error={confirm.error} />}
        <Button fullWidth loading={confirm.isPending} onClick={() => confirm.mutate({ body: { token } })}>
          Use this address
        </Button>
      </Stack>
    </AccountFrame>
  );
}
