import { Button } from '@mantine/core';
import { LinkButton } from '../../../shared/ui/link-button.js';
import { ProblemView } from '../../../shared/ui/problem-view.js';
import { useAcceptInvitation } from '../api/account.js';
import { AccountFrame } from './account-frame.js';

/** Joins an organization. Asks before it does: opening a link must not change anything by itself. */
export function AcceptInvitation({ token, email }: { token: string | undefined; email: string }) {
  const accept = useAcceptInvitation();
  if (!token) {
    return (
      <AccountFrame
        title="This link is not complete"
        lead="The invitation's code is missing. Copy the whole address from the message, or ask for a new invitation."
      >
        <LinkButton to="/" variant="default">
          Go to my organizations
        </LinkButton>
      </AccountFrame>
    );
  }
  return (
    <AccountFrame
      title="You are invited"
      lead={`You join as ${email}. The invitation works only for the address it was sent to.`}
    >
      {accept.error && <ProblemView error={accept.error} />}
      <Button fullWidth mt="md" loading={accept.isPending} onClick={() => accept.mutate({ body: { token } })}>
        Join the organization
      </Button>
    </AccountFrame>
  );
}
